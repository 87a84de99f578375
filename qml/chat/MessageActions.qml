import QtQuick
import Hearth.App

//! What opens over the messages to do something to one of them. Made when it is first wanted.
Item {
    id: root

    required property ConversationViewModel conversation
    readonly property alias menu: menu
    readonly property alias picker: picker
    readonly property alias earlier: earlier
    readonly property alias readers: readers

    signal threadRequested(string messageId)

    function openMenu(message: MessageDelegate, at: Item) {
        menu.openFor(message, at, conversation.mayModerate, conversation.isThread)
    }

    function pick(messageId: string, at: Item) {
        picker.openFor(messageId, at)
    }

    function showEarlier(messageId: string) {
        earlier.openFor(messageId)
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
        onThread: root.threadRequested(menu.messageId)
        onEarlier: root.showEarlier(menu.messageId)
        onReaders: readers.openFor(menu.messageId)
        onPin: on => root.conversation.setPinned(menu.messageId, on)
        onCopy: root.conversation.copyText(menu.messageId)
        onRemove: root.askDelete(menu.messageId)
    }

    EmojiPicker {
        id: picker

        onPicked: emoji => root.conversation.react(picker.messageId, emoji)
    }

    EarlierSheet {
        id: earlier

        details: root.conversation.details
    }

    ReadersSheet {
        id: readers

        details: root.conversation.details
    }

    DeleteSheet {
        id: deleting

        onConfirmed: root.conversation.remove(deleting.messageId)
    }
}
