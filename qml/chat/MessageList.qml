pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The messages, newest first and built from the bottom: what arrives while scrolled up moves nothing.
ListView {
    id: list

    required property ConversationViewModel conversation
    property bool following: true
    //! Holds the first unread message in view until the reader moves.
    property bool opening: false

    function toNewest() {
        following = true
        opening = false
        positionViewAtBeginning()
        report()
    }

    function page(direction: int) {
        const bottom = originY + contentHeight - height
        contentY = Math.max(Math.min(originY, bottom), Math.min(bottom, contentY + direction * (height - Theme.bar)))
        settle()
    }

    //! After the reader moved: follow again when at the bottom, and fetch when near the top.
    function settle() {
        opening = false
        following = atYEnd
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
        following = atYEnd
        report()
    }

    function report() {
        conversation.atBottom = following
    }

    function loadMore() {
        if (conversation.canLoadOlder && !conversation.loadingOlder && contentY - originY < 2 * height)
            conversation.loadOlder()
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
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Messages in %1").arg(conversation.title)
    Keys.onPressed: event => {
        const steps = { [Qt.Key_PageUp]: -1, [Qt.Key_PageDown]: 1, [Qt.Key_Up]: -0.15, [Qt.Key_Down]: 0.15 }
        if (event.key === Qt.Key_End)
            toNewest()
        else if (steps[event.key] !== undefined)
            page(steps[event.key])
        else
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
        onRetryRequested: list.conversation.retry(message.clientId)
        onDiscardRequested: list.conversation.discard(message.clientId)
        onCopyRequested: list.conversation.copyText(message.messageId)
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

        function onOpensAtNewLine() {
            list.opening = list.opening || list.following
            later.restart()
        }
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
