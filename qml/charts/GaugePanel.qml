pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! How far each series is along the panel's scale.
Item {
    id: root

    required property PanelData panel
    required property TimeRange range
    required property PanelLook look
    readonly property int columns: Math.max(1, Math.min(all.count, Math.round(Math.sqrt(all.count * width / Math.max(1, height)))))
    readonly property int rows: Math.max(1, Math.ceil(all.count / columns))

    Grid {
        id: grid

        anchors.fill: parent
        columns: root.columns

        Repeater {
            id: all

            model: root.panel.readings

            Gauge {
                width: root.width / root.columns
                height: root.height / root.rows
                panel: root.panel
                look: root.look
                named: all.count > 1
            }
        }
    }
}
