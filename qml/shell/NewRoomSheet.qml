import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Chat
import Hearth.Controls
import Hearth.Theme

//! A room of one's own: a name is enough.
Sheet {
    id: sheet

    required property SessionViewModel session
    //! A small group needs no name: its people are one.
    readonly property bool ready: name.value.trim() !== "" || session.people.chosenCount > 0

    function create() {
        if (!ready)
            return
        session.createRoom(name.value.trim(), topic.value.trim(), hidden.checked)
        close()
    }

    title: qsTr("New room")
    onAboutToShow: session.people.begin("")
    onOpened: name.field.forceActiveFocus()
    onClosed: {
        name.value = ""
        topic.value = ""
        hidden.checked = false
    }

    LabelledField {
        id: name

        Layout.fillWidth: true
        label: qsTr("Name")
        value: ""
        onEdited: text => value = text
        onAccepted: sheet.create()
    }

    LabelledField {
        id: topic

        Layout.fillWidth: true
        label: qsTr("What it is about")
        value: ""
        onEdited: text => value = text
        onAccepted: sheet.create()
    }

    Switch {
        id: hidden

        Layout.fillWidth: true
        text: qsTr("Private: only who is invited can see it")
    }

    PeoplePicker {
        Layout.fillWidth: true
        Layout.fillHeight: true
        label: qsTr("Who shall be in it")
        listHeight: Theme.shortList
        people: sheet.session.people
        onAccepted: sheet.create()
    }

    Button {
        Layout.alignment: Qt.AlignRight
        kind: Button.Kind.Primary
        enabled: sheet.ready
        text: sheet.session.people.chosenCount > 0 ? qsTr("Create room with %1 people").arg(sheet.session.people.chosenCount + 1)
                                                   : qsTr("Create room")
        onClicked: sheet.create()
    }
}
