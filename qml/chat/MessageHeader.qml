import QtQuick
import Hearth.Controls
import Hearth.Theme

//! Who, and when.
Item {
    id: root

    required property string author
    required property string timeText
    required property string dateTimeText

    implicitHeight: name.implicitHeight + Theme.stroke

    Label {
        id: name

        anchors.left: parent.left
        width: Math.min(implicitWidth, root.width - time.width - Theme.space8)
        text: root.author
        strong: true
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    Label {
        id: time

        anchors.left: name.right
        anchors.leftMargin: Theme.space8
        anchors.baseline: name.baseline
        text: root.timeText
        kind: Label.Kind.Tiny
        Accessible.ignored: true

        HoverHandler {
            id: hover
        }

        ToolTip {
            shown: hover.hovered
            text: root.dateTimeText
        }
    }
}
