pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! All values of one moment, beside the line at it, and never out of the panel.
Surface {
    id: card

    //! Where the line is, within `bounds`.
    required property real at
    required property Item bounds
    required property PanelData panel
    readonly property real wanted: column.implicitWidth + 2 * Theme.space8
    readonly property bool fitsBehind: at + Theme.space12 + width <= bounds.width

    x: Math.max(0, Math.min(bounds.width - width, fitsBehind ? at + Theme.space12 : at - Theme.space12 - width))
    y: Math.max(0, Math.min(bounds.height - height, Theme.space4))
    width: Math.min(wanted, bounds.width)
    height: Math.min(column.implicitHeight + 2 * Theme.space8, bounds.height)
    radius: Theme.radius
    clip: true

    Column {
        id: column

        x: Theme.space8
        y: Theme.space8
        width: card.width - 2 * Theme.space8
        spacing: Theme.space4 / 2

        Label {
            text: card.panel.hoverText
            kind: Label.Kind.Tiny
            Accessible.ignored: true
        }

        Repeater {
            id: rows

            model: card.panel.hovered

            Row {
                id: row

                required property int index
                required property string label
                required property string valueText
                required property string leastText
                required property string mostText
                required property int colour
                required property int level

                visible: index < Theme.pointedRows
                spacing: Theme.space8

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.swatch
                    height: Theme.stroke
                    color: Theme.chart[row.colour % Theme.chart.length]
                }

                Label {
                    width: Math.min(implicitWidth, Theme.pointedCard / 2)
                    visible: rows.count > 1
                    text: row.label
                    kind: Label.Kind.Secondary
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }

                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    text: row.valueText
                    kind: Label.Kind.Mono
                    font.pointSize: Theme.smallSize
                    color: Theme.levels[row.level]
                    Accessible.ignored: true
                }

                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: row.leastText !== ""
                    text: qsTr("%1 to %2").arg(row.leastText).arg(row.mostText)
                    kind: Label.Kind.Tiny
                    Accessible.ignored: true
                }
            }
        }

        Label {
            visible: rows.count > Theme.pointedRows
            text: qsTr("and %1 more").arg(rows.count - Theme.pointedRows)
            kind: Label.Kind.Tiny
            Accessible.ignored: true
        }
    }
}
