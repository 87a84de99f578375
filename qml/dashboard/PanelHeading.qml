import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! A panel's title with its value beside it, and below it why that is old, or is not there.
Item {
    id: heading

    required property PanelData panel
    property bool wall: false
    //! Room for buttons that stand over the value.
    property int spare: 0
    readonly property color ink: panel.stale ? Theme.secondary : panel.level === 2 ? Theme.error
                                : panel.level === 1 ? Theme.warning : Theme.text

    implicitHeight: Math.max(lines.implicitHeight, value.visible ? value.implicitHeight : 0)

    Column {
        id: lines

        anchors.left: parent.left
        anchors.right: mark.visible ? mark.left : value.visible ? value.left : parent.right
        anchors.rightMargin: value.visible ? Theme.space8 : heading.spare
        anchors.verticalCenter: parent.verticalCenter

        Label {
            width: parent.width
            text: heading.panel.title
            strong: true
            font.pointSize: heading.wall ? Theme.wallTitleSize : Theme.bodySize
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        Label {
            width: parent.width
            visible: text !== ""
            text: heading.panel.noteText
            kind: Label.Kind.Secondary
            font.pointSize: heading.wall ? Theme.titleSize : Theme.smallSize
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }

    // A threshold is told by more than its colour.
    Icon {
        id: mark

        anchors.right: value.left
        anchors.rightMargin: Theme.space4
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.icon
        height: Theme.icon
        visible: heading.panel.level > 0 && value.visible
        name: "alert"
        color: heading.ink
    }

    Label {
        id: value

        anchors.right: parent.right
        anchors.rightMargin: heading.spare
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, heading.width * 0.6)
        visible: text !== ""
        text: heading.panel.valueText
        kind: Label.Kind.Big
        // Figures of one width: a value that changes does not jump.
        font.family: Theme.mono
        font.pointSize: heading.wall ? Theme.wallValueSize : Theme.bigSize
        color: heading.ink
        elide: Text.ElideRight
        Accessible.ignored: true
    }
}
