import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! What of this room notifies me.
IconButton {
    id: root

    required property ConversationViewModel conversation
    readonly property alias menu: menu
    readonly property int level: conversation.level

    glyph: ["bell-all", "bell", "bell-off"][level] ?? "bell"
    text: [qsTr("Every message notifies you"), qsTr("What is for you notifies you"),
        qsTr("Nothing here notifies you")][level] ?? ""
    checked: menu.visible
    Accessible.name: qsTr("Notifications of this room: %1").arg(text)
    onClicked: menu.open()

    Menu {
        id: menu

        x: root.width - width
        y: root.height + Theme.space4

        MenuItem {
            text: qsTr("Every message")
            glyph: root.level === ConversationViewModel.Level.Everything ? "check" : "bell-all"
            onTriggered: root.conversation.level = ConversationViewModel.Level.Everything
        }

        MenuItem {
            text: qsTr("What is for me")
            glyph: root.level === ConversationViewModel.Level.ForMe ? "check" : "bell"
            onTriggered: root.conversation.level = ConversationViewModel.Level.ForMe
        }

        MenuItem {
            text: qsTr("Nothing")
            glyph: root.level === ConversationViewModel.Level.Nothing ? "check" : "bell-off"
            onTriggered: root.conversation.level = ConversationViewModel.Level.Nothing
        }
    }
}
