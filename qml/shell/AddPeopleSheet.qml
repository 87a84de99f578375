import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Chat
import Hearth.Controls
import Hearth.Theme

//! Who else shall be in the room.
Sheet {
    id: sheet

    required property SessionViewModel session
    readonly property alias picker: picker
    readonly property int chosen: session.people.chosenCount

    function add() {
        if (chosen === 0)
            return
        session.inviteChosen()
        close()
    }

    title: qsTr("Add people to %1").arg(session.conversation?.title ?? "")
    onAboutToShow: session.people.begin(session.conversation?.roomId ?? "")
    onOpened: picker.field.forceActiveFocus()

    PeoplePicker {
        id: picker

        Layout.fillWidth: true
        Layout.fillHeight: true
        people: sheet.session.people
        onAccepted: sheet.add()
    }

    Button {
        Layout.alignment: Qt.AlignRight
        kind: Button.Kind.Primary
        enabled: sheet.chosen > 0
        text: sheet.chosen > 1 ? qsTr("Add %1 people").arg(sheet.chosen) : qsTr("Add")
        onClicked: sheet.add()
    }
}
