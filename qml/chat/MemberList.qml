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
                visible: !root.conversation.isDirect
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

            delegate: MemberRow {
                id: row

                required property int index

                width: list.width
                focused: list.activeFocus && list.currentIndex === row.index
                onClicked: if (!row.isSelf)
                    root.personChosen(row.userId)
            }
        }
    }

    Hairline {
        anchors.left: parent.left
        height: parent.height
    }
}
