import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Charts
import Hearth.Theme

Item {
    id: root

    required property PanelData panel
    required property PanelLook look
    required property bool named
    required property string label
    required property string figures
    required property string unit
    required property int level
    required property int colour
    required property real begin
    required property real end
    readonly property real small: look.tiny
    readonly property real foot: ends.implicitHeight + Theme.space4
    //! Height that a wide arc does not need.
    readonly property real spare: Math.max(0, height - foot * (named ? 2 : 1) - width * 0.75)

    GaugeArc {
        id: arc

        readonly property real radius: Math.min(width / 2, height / 1.5)
        readonly property bool hasEnds: root.width > 2 * Theme.bar

        anchors.fill: parent
        anchors.topMargin: root.spare / 2
        anchors.bottomMargin: (hasEnds ? root.foot : 0) + (root.named ? root.foot : 0) + root.spare / 2
        begin: root.begin
        end: root.end
        marks: root.panel.marks
        levels: root.panel.markLevels
        colour: root.panel.stale ? Theme.chartStale : root.level > 0 ? Theme.levels[root.level]
                                                                     : Theme.chart[root.colour % Theme.chart.length]
        track: Theme.line
        warning: Theme.warning
        critical: Theme.error
        thickness: Math.max(Theme.gauge, radius * 0.14)
    }

    Figure {
        x: (arc.width - width) / 2
        y: arc.y + arc.radius - height / 2
        width: arc.radius * 1.3
        height: arc.radius * 0.7
        centred: true
        maximumSize: root.look.figure
        figures: root.figures
        unit: root.unit
        level: root.level
        stale: root.panel.stale
    }

    // The scale's ends, below the ends of the arc.
    Label {
        id: ends

        x: arc.width / 2 - arc.radius * 0.82
        y: arc.y + arc.height
        text: root.panel.lowText
        kind: Label.Kind.Tiny
        font.pointSize: root.small
        visible: arc.hasEnds
        Accessible.ignored: true
    }

    Label {
        x: arc.width / 2 + arc.radius * 0.82 - width
        y: ends.y
        text: root.panel.highText
        kind: Label.Kind.Tiny
        font.pointSize: root.small
        visible: ends.visible
        Accessible.ignored: true
    }

    Label {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        width: Math.min(implicitWidth, parent.width)
        visible: root.named
        text: root.label
        kind: Label.Kind.Secondary
        font.pointSize: root.look.small
        elide: Text.ElideRight
        Accessible.ignored: true
    }
}
