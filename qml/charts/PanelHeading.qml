import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! A panel's title with its value beside it (on a wall below it), and why that is old, or is not there.
Item {
    id: heading

    required property PanelData panel
    required property PanelLook look
    readonly property bool wall: look.wall
    //! Room for buttons that stand over the value.
    property int spare: 0
    readonly property color ink: panel.stale ? Theme.secondary : panel.level === 2 ? Theme.error
                                : panel.level === 1 ? Theme.warning : Theme.text

    implicitHeight: spare > 0 ? Math.max(lines.implicitHeight, Theme.control - Theme.space4)
                    : !reading.visible ? lines.implicitHeight
                    : wall ? lines.implicitHeight + reading.implicitHeight : Math.max(lines.implicitHeight, reading.implicitHeight)

    Column {
        id: lines

        anchors.left: parent.left
        anchors.right: heading.wall || !reading.visible ? parent.right : reading.left
        anchors.rightMargin: reading.visible && !heading.wall ? Theme.space8 : heading.spare
        y: heading.wall ? 0 : Math.round((parent.height - height) / 2)

        Label {
            width: parent.width
            text: heading.panel.title
            strong: true
            font.pointSize: heading.look.title
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        Label {
            width: parent.width
            visible: text !== ""
            text: heading.panel.noteText
            kind: Label.Kind.Secondary
            font.pointSize: heading.look.note
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }

    Row {
        id: reading

        anchors.left: heading.wall ? parent.left : undefined
        anchors.right: heading.wall ? undefined : parent.right
        y: heading.wall ? lines.height : Math.round((parent.height - height) / 2)
        spacing: heading.look.px(Theme.space4, Theme.space8)
        visible: value.text !== "" && heading.spare === 0

        // A threshold is told by more than its colour.
        Icon {
            id: mark

            anchors.verticalCenter: parent.verticalCenter
            width: heading.look.px(Theme.icon, Theme.tile)
            height: width
            visible: heading.panel.level > 0
            name: "alert"
            color: heading.ink
        }

        Label {
            id: value

            width: Math.min(Math.ceil(implicitWidth), heading.width * (heading.wall ? 0.9 : 0.6))
            text: heading.panel.valueText
            kind: Label.Kind.Big
            // Figures of one width: a value that changes does not jump. One that has no room is smaller, never cut.
            font.family: Theme.mono
            font.pointSize: heading.look.value
            fontSizeMode: Text.HorizontalFit
            minimumPointSize: Theme.tinySize
            color: heading.ink
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
}
