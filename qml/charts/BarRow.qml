pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

Item {
    id: row

    required property PanelData panel
    required property PanelLook look
    required property string label
    required property string valueText
    required property int level
    required property int colour
    required property real begin
    required property real end
    readonly property color ink: panel.stale ? Theme.secondary : Theme.levels[level]

    implicitHeight: name.implicitHeight + bar.height + look.px(Theme.space8, Theme.space8)

    Label {
        id: name

        anchors.left: parent.left
        anchors.right: mark.visible ? mark.left : value.left
        anchors.rightMargin: Theme.space8
        text: row.label
        kind: Label.Kind.Secondary
        font.pointSize: row.look.small
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    Icon {
        id: mark

        anchors.right: value.left
        anchors.rightMargin: Theme.space4
        anchors.verticalCenter: value.verticalCenter
        width: value.implicitHeight
        height: width
        visible: row.level > 0
        name: "alert"
        color: row.ink
    }

    Label {
        id: value

        anchors.right: parent.right
        anchors.baseline: name.baseline
        text: row.valueText
        color: row.ink
        font.family: Theme.mono
        font.pointSize: row.look.small
        Accessible.ignored: true
    }

    Rectangle {
        id: bar

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: name.bottom
        anchors.topMargin: Theme.space4 / 2
        height: row.look.px(Theme.space8, Theme.space16)
        radius: height / 2
        color: Theme.line

        Rectangle {
            x: Math.round(row.begin * parent.width)
            width: Math.max(row.end > row.begin ? Theme.stroke : 0, Math.round((row.end - row.begin) * parent.width))
            height: parent.height
            radius: parent.radius
            color: row.panel.stale ? Theme.chartStale
                 : row.level > 0 ? Theme.levels[row.level] : Theme.chart[row.colour % Theme.chart.length]
        }

        Repeater {
            model: row.panel.marks

            Rectangle {
                required property int index
                required property real modelData

                x: Math.round(modelData * bar.width)
                y: -Theme.stroke
                width: Theme.stroke
                height: bar.height + (row.panel.markLevels[index] > 1 ? 2 : 1) * Theme.stroke
                color: Theme.levels[row.panel.markLevels[index] ?? 0]
            }
        }
    }
}
