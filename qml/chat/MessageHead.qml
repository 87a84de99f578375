import QtQuick
import Hearth.Controls
import Hearth.Theme

//! Who, and when: where a group of messages begins.
Item {
    id: root

    required property MessageDelegate owner

    implicitHeight: name.implicitHeight + Theme.stroke

    LetterTile {
        anchors.left: parent.left
        anchors.leftMargin: Theme.space16
        y: Theme.stroke
        name: root.owner.author
        seed: root.owner.authorId
    }

    Label {
        id: name

        anchors.left: parent.left
        anchors.leftMargin: root.owner.gutter
        width: Math.min(implicitWidth, root.owner.textWidth - time.width - Theme.space8)
        text: root.owner.author
        strong: true
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    Label {
        id: time

        anchors.left: name.right
        anchors.leftMargin: Theme.space8
        anchors.baseline: name.baseline
        text: root.owner.timeText
        kind: Label.Kind.Tiny
        Accessible.ignored: true

        HoverHandler {
            id: hover
        }

        ToolTip {
            shown: hover.hovered
            text: root.owner.dateTimeText
        }
    }
}
