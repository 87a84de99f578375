import QtQuick
import Hearth.Theme

//! Holds a tall thing short until asked, so that one message never takes the room over.
Item {
    id: root

    default property alias content: holder.data
    required property real contentHeight
    property color ground: Theme.ground
    //! Whether there is more than the content that is made so far.
    property bool more: false
    property bool open: false
    readonly property bool tall: more || open || contentHeight > Theme.foldedMessage * 1.25
    readonly property bool folded: tall && !open

    implicitHeight: holder.height + foot.takes

    Item {
        id: holder

        width: parent.width
        height: root.folded ? Math.min(Theme.foldedMessage, root.contentHeight) : root.contentHeight
        clip: root.folded
    }

    Part {
        id: foot

        y: holder.height
        width: parent.width
        owner: root
        file: "FoldFoot.qml"
        wanted: root.tall
    }
}
