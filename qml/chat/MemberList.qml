pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The right column: what the room is about and who is in it.
Rectangle {
    id: root

    required property ConversationViewModel conversation

    signal closed
    signal addRequested
    signal personChosen(string userId)

    function openMenu(row: int) {
        menu.openFor(list.itemAtIndex(row) as MemberRow)
    }

    color: Theme.panel

    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.bar
            Layout.leftMargin: Theme.space16
            Layout.rightMargin: Theme.space8
            spacing: 0

            Label {
                text: qsTr("People")
                kind: Label.Kind.Title
                Accessible.role: Accessible.Heading
            }

            Label {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.space8
                text: list.count
                kind: Label.Kind.Secondary
            }

            IconButton {
                visible: root.conversation.room.mayInvite
                glyph: "plus"
                text: qsTr("Add people")
                onClicked: root.addRequested()
            }

            IconButton {
                glyph: "close"
                text: qsTr("Close")
                keys: qsTr("Esc")
                onClicked: root.closed()
            }
        }

        Label {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space16
            Layout.rightMargin: Theme.space16
            Layout.bottomMargin: Theme.space12
            visible: root.conversation.topic !== ""
            text: root.conversation.topic
            color: Theme.secondary
            wrapMode: Text.Wrap
            maximumLineCount: 6
            elide: Text.ElideRight
        }

        ErrorLine {
            Layout.fillWidth: true
            Layout.margins: Theme.space8
            text: root.conversation.room.errorText
        }

        Hairline {
            Layout.fillWidth: true
        }

        NavList {
            id: list

            Layout.fillWidth: true
            Layout.fillHeight: true
            topMargin: Theme.space8
            bottomMargin: Theme.space8
            model: root.conversation.members
            Accessible.name: qsTr("People in %1").arg(root.conversation.title)
            onChosen: currentItem?.clicked()
            Keys.onPressed: event => {
                const row = currentItem as MemberRow
                const asks = event.key === Qt.Key_Menu || event.key === Qt.Key_Delete
                event.accepted = asks && (row?.hasMenu ?? false)
                if (event.accepted)
                    menu.openFor(row)
            }

            delegate: MemberRow {
                id: row

                required property int index
                required property string roomRole

                role: roomRole
                hasMenu: !row.isSelf && root.conversation.room.mayManage
                width: list.width
                focused: list.activeFocus && list.currentIndex === row.index
                onClicked: if (!row.isSelf)
                    root.personChosen(row.userId)
                onMenuRequested: menu.openFor(row)
            }
        }
    }

    MemberMenu {
        id: menu

        room: root.conversation.room
        onWrite: root.personChosen(menu.userId)
        onRemove: {
            removing.userId = menu.userId
            removing.open()
        }
    }

    ConfirmSheet {
        id: removing

        property string userId: ""

        title: qsTr("Remove from the room?")
        text: qsTr("They no longer hear of this room, from this moment on. What they wrote in it stays.")
        action: qsTr("Remove")
        onConfirmed: root.conversation.room.removeMember(removing.userId)
    }

    Hairline {
        anchors.left: parent.left
        height: parent.height
    }
}
