pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App
import Hearth.Theme

//! What was said, the newest first.
PanelList {
    id: root

    required property PanelData panel
    required property TimeRange range
    required property PanelLook look

    model: panel.said
    spacing: Theme.space4
    delegate: LogRow {
        width: root.width
        look: root.look
    }
}
