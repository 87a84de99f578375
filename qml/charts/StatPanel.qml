pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App
import Hearth.Theme

//! The newest value of the first series, large, over the line that led to it.
Item {
    id: root

    required property PanelData panel
    required property TimeRange range
    required property PanelLook look
    readonly property alias chart: line
    readonly property bool hasLine: height > Theme.figureHeight

    Repeater {
        model: root.panel.readings

        Figure {
            required property int index

            width: root.width
            height: root.hasLine ? root.height * 0.5 : root.height
            visible: index === 0
            maximumSize: root.look.figure
            stale: root.panel.stale
        }
    }

    PanelCanvas {
        id: line

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: root.height * 0.48
        visible: root.hasLine
        panel: root.panel
        look: root.look
        bare: true
    }
}
