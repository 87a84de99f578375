pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The messages, newest first and built from the bottom: what arrives while scrolled up moves nothing.
ListView {
    id: list

    required property ConversationViewModel conversation
    //! Null until something is to be done to a message.
    readonly property MessageActions actions: loader.item as MessageActions
    property bool following: true
    //! Holds the first unread message in view until the reader moves.
    property bool opening: false

    signal threadRequested(string messageId)

    function toNewest() {
        currentIndex = -1
        following = true
        opening = false
        conversation.toNewest()
        positionViewAtBeginning()
        report()
    }

    function page(direction: int) {
        currentIndex = -1
        const bottom = originY + contentHeight - height
        contentY = Math.max(Math.min(originY, bottom), Math.min(bottom, contentY + direction * (height - Theme.bar)))
        settle()
    }

    //! After the reader moved: follow again when at the bottom, and fetch when near the top.
    function settle() {
        opening = false
        following = atYEnd && !conversation.away
        report()
        loadMore()
    }

    //! The "new" line, with what was said before it above; at the bottom where all of that fits.
    function toNewLine() {
        opening = conversation.newLineRow >= 0
        if (!opening || height <= 0 || contentHeight <= 0)
            return
        positionViewAtIndex(conversation.newLineRow, ListView.Contain)
        const first = itemAtIndex(conversation.newLineRow)
        const bottom = originY + contentHeight - height
        contentY = Math.min(bottom, Math.max(originY, (first?.y ?? bottom) - height * Theme.contextAbove))
        following = atYEnd && !conversation.away
        report()
    }

    function report() {
        conversation.atBottom = following
    }

    function loadMore() {
        if (conversation.canLoadOlder && !conversation.loadingOlder && contentY - originY < 2 * height)
            conversation.loadOlder()
        else if (conversation.away && !conversation.loadingOlder && originY + contentHeight - contentY < 3 * height)
            conversation.loadNewer()
    }

    //! The keyboard goes to the message above or below, the newest in sight first.
    function step(direction: int) {
        if (count === 0)
            return
        currentIndex = currentIndex < 0 ? Math.max(0, indexAt(width / 2, contentY + height - 1))
                                        : Math.max(0, Math.min(count - 1, currentIndex + direction))
        positionViewAtIndex(currentIndex, ListView.Contain)
        settle()
    }

    //! To a message that is loaded, with its surroundings, and the keyboard with it.
    function show(row: int) {
        forceActiveFocus()
        currentIndex = row
        positionViewAtIndex(row, ListView.Center)
        settle()
    }

    //! Does to the current message what the key says; false for one that means nothing here.
    function acts(key: int): bool {
        const message = currentItem as MessageDelegate
        if (message && message.messageId === "" && message.files.length > 0 && key === Qt.Key_Delete) {
            conversation.discard(message.clientId)
            return true
        }
        if (!message || message.messageId === "" || message.isDeleted)
            return false
        if (key === Qt.Key_R)
            conversation.beginReply(message.messageId)
        else if (key === Qt.Key_E && message.isOwn)
            conversation.beginEdit(message.messageId)
        else if (key === Qt.Key_T && !conversation.isThread)
            threadRequested(message.messageId)
        else if (key === Qt.Key_Plus)
            acting().pick(message.messageId, message)
        else if (key === Qt.Key_Return || key === Qt.Key_Enter || key === Qt.Key_Menu)
            acting().openMenu(message, message)
        else if (key === Qt.Key_S && message.files.length > 0)
            message.files.forEach(each => conversation.saveFile(each.fileId))
        else if (key === Qt.Key_O && message.files.some(each => each.isImage))
            conversation.openPicture(message.files.find(each => each.isImage).fileId)
        else if (key === Qt.Key_Delete && (message.isOwn || conversation.mayModerate))
            acting().askDelete(message.messageId)
        else
            return false
        return true
    }

    function acting(): MessageActions {
        if (!loader.item) {
            loader.setSource(Qt.resolvedUrl("MessageActions.qml"), { "conversation": list.conversation })
            actions.threadRequested.connect(messageId => list.threadRequested(messageId))
        }
        return actions
    }

    function keepPlace() {
        if (opening)
            toNewLine()
        if (!opening && following) {
            positionViewAtBeginning()
            if (count > 0)
                report()
        }
        loadMore()
    }

    clip: true
    // Without a width every row is flat, and the list would make them all.
    model: width > 0 && height > 0 ? conversation.messages : null
    verticalLayoutDirection: ListView.BottomToTop
    reuseItems: true
    cacheBuffer: Theme.listCache
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    keyNavigationEnabled: false
    currentIndex: -1
    highlightFollowsCurrentItem: false
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Messages in %1").arg(conversation.title)
    Keys.onPressed: event => {
        const pages = { [Qt.Key_PageUp]: -1, [Qt.Key_PageDown]: 1 }
        const steps = { [Qt.Key_Up]: 1, [Qt.Key_Down]: -1 }
        if (event.modifiers & ~(Qt.KeypadModifier | Qt.ShiftModifier))
            return
        if (event.key === Qt.Key_End)
            toNewest()
        else if (pages[event.key] !== undefined)
            page(pages[event.key])
        else if (steps[event.key] !== undefined)
            step(steps[event.key])
        else if (!acts(event.key))
            return
        event.accepted = true
    }
    onMovementEnded: settle()
    onCountChanged: later.restart()
    onHeightChanged: later.restart()
    onContentHeightChanged: later.restart()
    Component.onCompleted: {
        opening = conversation.newLineRow >= 0
        later.restart()
    }

    ScrollBar.vertical: ScrollBar {
        onPressedChanged: list.settle()
    }

    delegate: MessageDelegate {
        id: message

        width: list.width
        current: ListView.isCurrentItem && list.activeFocus
        onRetryRequested: list.conversation.retry(message.clientId)
        onDiscardRequested: list.conversation.discard(message.clientId)
        onCopyRequested: list.conversation.copyText(message.messageId)
        onReplyRequested: list.conversation.beginReply(message.messageId)
        onReactRequested: emoji => list.conversation.react(message.messageId, emoji)
        onJumpRequested: list.conversation.jumpTo(message.reply.messageId)
        onPickRequested: at => list.acting().pick(message.messageId, at)
        onMenuRequested: at => list.acting().openMenu(message, at)
        onThreadRequested: list.threadRequested(message.messageId)
        onEarlierRequested: list.acting().showEarlier(message.messageId)
        onOpenRequested: fileId => list.conversation.openPicture(fileId)
        onSaveRequested: fileId => list.conversation.saveFile(fileId)
        onCancelSaveRequested: fileId => list.conversation.cancelSave(fileId)
    }

    // Once for all that changed together; a zero timer because qmllint cannot see Qt.callLater.
    Timer {
        id: later

        interval: 0
        onTriggered: list.keepPlace()
    }

    Connections {
        target: list.conversation

        function onSent() {
            list.toNewest()
        }

        function onJumps(row) {
            list.show(row)
        }

        function onOpensAtNewLine() {
            list.opening = list.opening || list.following
            later.restart()
        }
    }

    // By its file and not as a component, since Qt 6.4 loses a bound component without a word.
    Loader {
        id: loader

        anchors.fill: parent
    }

    WheelScroll {
        flickable: list
        onScrolled: list.settle()
    }

    FocusRing {
        shown: list.activeFocus
        offset: -1
    }

    EmptyRoom {
        anchors.fill: parent
        visible: list.count === 0 && list.conversation.emptyText !== ""
        glyph: list.conversation.isDirect ? "person" : "hash"
        title: list.conversation.title
        text: list.conversation.emptyText
    }

    NewPill {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.space16
        visible: !list.following
        count: list.conversation.newBelow
        onClicked: list.toNewest()
    }
}
