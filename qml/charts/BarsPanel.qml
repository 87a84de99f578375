pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The newest values beside each other, on one scale.
PanelList {
    id: root

    required property PanelData panel
    required property TimeRange range
    required property PanelLook look

    model: panel.readings
    delegate: BarRow {
        width: root.width
        panel: root.panel
        look: root.look
        // Few of them share the height; many scroll.
        height: Math.max(implicitHeight, Math.min(implicitHeight * 1.6, root.height / Math.max(1, root.count)))
    }
}
