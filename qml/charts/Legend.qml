pragma ComponentBehavior: Bound

import QtQuick
import Hearth.Controls
import Hearth.Theme

//! Which line is which, and its newest value. The first few; the others unfold.
Flickable {
    id: root

    required property var readings
    required property bool stale
    required property PanelLook look
    required property real maximumHeight
    readonly property int count: entries.count
    readonly property int few: look.wall ? 2 * Theme.legendEntries : Theme.legendEntries
    property bool unfolded: false

    function fold() {
        unfolded = !unfolded
        contentY = 0
    }

    implicitHeight: Math.min(flow.implicitHeight, maximumHeight)
    contentHeight: flow.implicitHeight
    interactive: contentHeight > height
    boundsBehavior: Flickable.StopAtBounds
    clip: true

    ScrollBar.vertical: ScrollBar {}

    WheelScroll {
        id: wheel

        flickable: root
        enabled: root.interactive
    }

    Flow {
        id: flow

        width: root.width

        Repeater {
            id: entries

            model: root.readings

            Row {
                id: entry

                required property int index
                required property string label
                required property string valueText
                required property int colour
                required property int level

                spacing: root.look.px(Theme.space4, Theme.space8)
                rightPadding: root.look.px(Theme.space12, Theme.space16)
                visible: root.unfolded || index < root.few || root.count === root.few + 1

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    width: root.look.px(Theme.swatch, Theme.swatch * 2)
                    height: root.look.px(Theme.stroke, Theme.stroke * 2)
                    color: root.stale ? Theme.chartStale : Theme.chart[entry.colour % Theme.chart.length]
                }

                Label {
                    id: name

                    width: Math.min(implicitWidth, flow.width / 2)
                    text: entry.label
                    kind: Label.Kind.Tiny
                    font.pointSize: root.look.tiny
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }

                Label {
                    anchors.baseline: name.baseline
                    text: entry.valueText
                    kind: Label.Kind.Tiny
                    color: root.stale ? Theme.secondary : Theme.levels[entry.level]
                    font.family: Theme.mono
                    font.pointSize: root.look.tiny
                    Accessible.ignored: true
                }
            }
        }

        Label {
            id: more

            visible: root.count > root.few + 1 && !root.look.wall
            text: root.unfolded ? qsTr("Fewer") : qsTr("%1 more").arg(root.count - root.few)
            kind: Label.Kind.Tiny
            color: Theme.emberText
            activeFocusOnTab: visible
            Accessible.role: Accessible.Button
            Accessible.name: root.unfolded ? qsTr("Show fewer series") : qsTr("Show %1 more series").arg(root.count - root.few)
            Accessible.onPressAction: root.fold()
            Keys.onSpacePressed: root.fold()
            Keys.onReturnPressed: root.fold()
            Keys.onEnterPressed: root.fold()
            Keys.onUpPressed: event => event.accepted = wheel.by(-implicitHeight)
            Keys.onDownPressed: event => event.accepted = wheel.by(implicitHeight)

            TapHandler {
                onTapped: root.fold()
            }

            HoverHandler {
                cursorShape: Qt.PointingHandCursor
            }

            FocusRing {
                shown: more.activeFocus
                offset: 0
            }
        }
    }
}
