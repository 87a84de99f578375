import QtQuick
import Hearth.Controls
import Hearth.Theme

//! Words of a message. The markup was built by our C++ from escaped text; nothing else may come here.
Label {
    id: root

    required property bool large

    wrapMode: Text.Wrap
    textFormat: Text.StyledText
    horizontalAlignment: undefined
    font.family: large ? Theme.emoji : Theme.sans
    font.pointSize: large ? Theme.emojiSize : Theme.bodySize
    lineHeight: large ? 1 : Theme.lineHeight
    Accessible.ignored: true
    onLinkActivated: link => Qt.openUrlExternally(link)

    HoverHandler {
        enabled: root.hoveredLink !== ""
        cursorShape: Qt.PointingHandCursor
    }
}
