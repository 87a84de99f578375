import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! A message with its answers, beside the room that it is in.
Rectangle {
    id: root

    required property ConversationViewModel conversation
    property bool sendWithEnter: true
    readonly property alias composer: composer
    readonly property alias messages: messages

    signal closed

    color: Theme.ground

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

            ColumnLayout {
                Layout.fillWidth: true
                spacing: Theme.stroke

                Label {
                    Layout.fillWidth: true
                    text: qsTr("Thread")
                    kind: Label.Kind.Title
                    elide: Text.ElideRight
                    Accessible.role: Accessible.Heading
                }

                Label {
                    Layout.fillWidth: true
                    text: root.conversation.title
                    kind: Label.Kind.Secondary
                    elide: Text.ElideRight
                }
            }

            IconButton {
                glyph: "close"
                text: qsTr("Close the thread")
                keys: qsTr("Esc")
                onClicked: root.closed()
            }
        }

        Hairline {
            Layout.fillWidth: true
        }

        MessageList {
            id: messages

            Layout.fillWidth: true
            Layout.fillHeight: true
            conversation: root.conversation
            Accessible.name: qsTr("Messages in the thread")
        }

        ContextLine {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space16
            Layout.rightMargin: Theme.space16
            conversation: root.conversation
        }

        Composer {
            id: composer

            Layout.fillWidth: true
            Layout.margins: Theme.space16
            Layout.topMargin: Theme.space8
            conversation: root.conversation
            sendWithEnter: root.sendWithEnter
            maximumHeight: Math.max(Theme.control + Theme.space8, root.height / 3)
        }
    }

    Hairline {
        anchors.left: parent.left
        height: parent.height
    }
}
