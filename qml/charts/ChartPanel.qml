pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! Lines over time: the pointer, or the keys, read all values of a moment; dragging zooms.
Item {
    id: root

    required property PanelData panel
    required property TimeRange range
    required property PanelLook look
    readonly property alias chart: canvas
    readonly property bool hasLegend: legend.count > 1

    PanelCanvas {
        id: canvas

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: root.hasLegend ? legend.top : parent.bottom
        anchors.bottomMargin: root.hasLegend ? Theme.space4 : 0
        panel: root.panel
        look: root.look
    }

    Legend {
        id: legend

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        visible: root.hasLegend
        readings: root.panel.readings
        stale: root.panel.stale
        look: root.look
        maximumHeight: root.height / 2
    }

    Rectangle {
        id: selection

        readonly property real from: Math.max(canvas.plot.left, Math.min(pointer.startX, pointer.mouseX))
        readonly property real until: Math.min(canvas.plot.right, Math.max(pointer.startX, pointer.mouseX))

        x: from
        y: canvas.plot.top
        width: Math.max(0, until - from)
        height: canvas.plot.height
        visible: pointer.drags
        color: Theme.alpha(Theme.ember, 0.15)
        border.width: Theme.hairline
        border.color: Theme.ember
    }

    Rectangle {
        x: Math.round(canvas.hoverX)
        y: canvas.plot.top
        width: Theme.hairline
        height: canvas.plot.height
        visible: canvas.hoverX >= 0 && !root.look.wall
        color: Theme.secondary
    }

    MouseArea {
        id: pointer

        property real startX: 0
        readonly property bool drags: pressed && Math.abs(mouseX - startX) > Theme.space4

        anchors.fill: canvas
        enabled: !root.look.wall
        hoverEnabled: enabled
        preventStealing: drags
        cursorShape: Qt.CrossCursor
        onPressed: mouse => {
            startX = mouse.x
            root.parent.forceActiveFocus(Qt.MouseFocusReason)
        }
        onPositionChanged: mouse => root.range.hoverAt = canvas.timeAt(mouse.x)
        onExited: root.range.hoverAt = 0
        onReleased: mouse => {
            if (Math.abs(mouse.x - startX) > Theme.space4)
                root.range.zoomTo(canvas.timeAt(startX), canvas.timeAt(mouse.x))
        }
        onDoubleClicked: root.range.reset()
    }

    PointedCard {
        at: canvas.hoverX
        bounds: canvas
        panel: root.panel
        visible: canvas.hoverX >= 0 && !root.look.wall && !pointer.drags
    }
}
