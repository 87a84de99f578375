pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import Hearth.App
import Hearth.Charts
import Hearth.Theme

//! A page of panels.
Window {
    id: window

    required property var panels
    required property TimeRange range
    readonly property int columns: 4
    readonly property int rows: Math.ceil(panels.length / columns)

    width: 1280
    height: 800
    color: Theme.ground
    visible: true

    Grid {
        anchors.fill: parent
        columns: window.columns

        Repeater {
            model: window.panels

            Rectangle {
                id: card

                required property PanelData modelData

                width: window.width / window.columns
                height: window.height / window.rows
                color: Theme.panel

                PanelBody {
                    anchors.fill: parent
                    anchors.margins: Theme.space16
                    panel: card.modelData
                    range: window.range
                }
            }
        }
    }
}
