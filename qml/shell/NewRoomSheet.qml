import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Login

//! A room of one's own: a name is enough.
Sheet {
    id: sheet

    required property SessionViewModel session
    readonly property bool ready: name.field.text.trim() !== ""

    function create() {
        if (!ready)
            return
        session.createRoom(name.field.text.trim(), topic.field.text.trim(), hidden.checked)
        close()
    }

    title: qsTr("New room")
    onOpened: name.field.forceActiveFocus()
    onClosed: {
        name.field.clear()
        topic.field.clear()
        hidden.checked = false
    }

    LabelledField {
        id: name

        Layout.fillWidth: true
        label: qsTr("Name")
        value: ""
        onAccepted: sheet.create()
    }

    LabelledField {
        id: topic

        Layout.fillWidth: true
        label: qsTr("What it is about")
        value: ""
        onAccepted: sheet.create()
    }

    Switch {
        id: hidden

        Layout.fillWidth: true
        text: qsTr("Private: only who is invited can see it")
    }

    Button {
        Layout.alignment: Qt.AlignRight
        kind: Button.Kind.Primary
        enabled: sheet.ready
        text: qsTr("Create room")
        onClicked: sheet.create()
    }
}
