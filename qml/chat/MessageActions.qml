import QtQuick
import Hearth.App

//! What opens over the messages to do something to one of them. Made when it is first wanted.
Item {
    id: root

    required property ConversationViewModel conversation
    readonly property alias menu: menu
    readonly property alias picker: picker

    function openMenu(message: MessageDelegate, at: Item) {
        menu.openFor(message, at, conversation.mayModerate)
    }

    function pick(messageId: string, at: Item) {
        picker.openFor(messageId, at)
    }

    function askDelete(messageId: string) {
        deleting.messageId = messageId
        deleting.said = conversation.excerpt(messageId)
        deleting.open()
    }

    MessageMenu {
        id: menu

        onReply: root.conversation.beginReply(menu.messageId)
        onPick: root.pick(menu.messageId, menu.at)
        onEdit: root.conversation.beginEdit(menu.messageId)
        onPin: on => root.conversation.setPinned(menu.messageId, on)
        onCopy: root.conversation.copyText(menu.messageId)
        onRemove: root.askDelete(menu.messageId)
    }

    EmojiPicker {
        id: picker

        onPicked: emoji => root.conversation.react(picker.messageId, emoji)
    }

    DeleteSheet {
        id: deleting

        onConfirmed: root.conversation.remove(deleting.messageId)
    }
}
