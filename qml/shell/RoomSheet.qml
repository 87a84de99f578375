import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! What the room is called and about, and what can be done to all of it. Who may not change it sees what it is.
Sheet {
    id: sheet

    required property SessionViewModel session
    readonly property RoomViewModel room: session.conversation?.room ?? null
    readonly property bool may: room?.mayManage ?? false
    //! What is to be confirmed: "leave", "archive" or nothing.
    property string asking: ""
    readonly property alias name: name
    readonly property alias hooks: hooks

    signal hooksRequested

    function save() {
        if (may)
            room.save(name.value, topic.value, hidden.checked)
    }

    function confirm() {
        if (asking === "leave")
            room.leave()
        else
            room.setArchived(true)
        asking = ""
    }

    onAskingChanged: if (asking !== "")
        yes.forceActiveFocus(Qt.TabFocusReason)
    // Another room, or none: it was left, or somebody removed me.
    onRoomChanged: close()
    title: qsTr("About this room")
    onAboutToShow: {
        asking = ""
        room.clearError()
        name.value = room.name
        topic.value = room.topic
        topic.field.cursorPosition = 0
        hidden.checked = room.isPrivate
    }
    onOpened: if (may)
        name.field.forceActiveFocus()

    Connections {
        target: sheet.room

        function onDone() {
            sheet.close()
        }
    }

    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: sheet.room?.archived ? qsTr("This room is archived: it can be read, and nothing is written in it.")
                                   : sheet.room?.roleText ?? ""
        kind: Label.Kind.Secondary
        wrapMode: Text.Wrap
    }

    LabelledField {
        id: name

        Layout.fillWidth: true
        enabled: sheet.may
        label: qsTr("Name")
        value: ""
        onEdited: text => value = text
        onAccepted: sheet.save()
    }

    LabelledField {
        id: topic

        Layout.fillWidth: true
        enabled: sheet.may
        label: qsTr("What it is about")
        value: ""
        onEdited: text => value = text
        onAccepted: sheet.save()
    }

    Switch {
        id: hidden

        Layout.fillWidth: true
        enabled: sheet.may
        text: qsTr("Private: only who is invited can see it")
    }

    ErrorLine {
        Layout.fillWidth: true
        text: sheet.room?.errorText ?? ""
    }

    Label {
        Layout.fillWidth: true
        visible: sheet.asking !== ""
        text: sheet.asking === "leave"
              ? (hidden.checked ? qsTr("You will no longer see this room, and somebody in it must invite you to come back.")
                                : qsTr("You will no longer hear of this room. It is open: you can join it again."))
              : qsTr("Everybody can go on reading it, and nobody can write in it until it is opened again.")
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space8

        Button {
            visible: sheet.asking === ""
            text: qsTr("Leave…")
            onClicked: sheet.asking = "leave"
        }

        Button {
            id: hooks

            visible: sheet.asking === "" && (sheet.room?.mayInvite ?? false)
            text: qsTr("Webhooks…")
            onClicked: {
                sheet.close()
                sheet.hooksRequested()
            }
        }

        Button {
            visible: sheet.asking === "" && sheet.may
            text: sheet.room?.archived ? qsTr("Open again") : qsTr("Archive…")
            onClicked: sheet.room.archived ? sheet.room.setArchived(false) : sheet.asking = "archive"
        }

        Button {
            id: yes

            visible: sheet.asking !== ""
            kind: Button.Kind.Primary
            text: sheet.asking === "leave" ? qsTr("Leave the room") : qsTr("Archive the room")
            onClicked: sheet.confirm()
        }

        Button {
            visible: sheet.asking !== ""
            text: qsTr("Cancel")
            onClicked: sheet.asking = ""
        }

        Item {
            Layout.fillWidth: true
        }

        Button {
            visible: sheet.asking === "" && sheet.may
            enabled: !(sheet.room?.busy ?? true)
            kind: Button.Kind.Primary
            text: qsTr("Save")
            onClicked: sheet.save()
        }
    }
}
