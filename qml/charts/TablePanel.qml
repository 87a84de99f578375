pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App
import Hearth.Theme

//! Each series a row: its newest value, and what it was within the range.
FocusScope {
    id: root

    required property PanelData panel
    required property TimeRange range
    required property PanelLook look
    readonly property bool narrow: width < look.px(Theme.tableFold, 2 * Theme.tableFold)
    readonly property real column: narrow ? width * 0.55 : width * 0.18

    focus: true

    TableHead {
        id: head

        anchors.left: parent.left
        anchors.right: parent.right
        column: root.column
        narrow: root.narrow
        look: root.look
    }

    PanelList {
        id: list

        anchors.top: head.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        model: root.panel.readings
        delegate: TableRow {
            width: list.width
            column: root.column
            narrow: root.narrow
            stale: root.panel.stale
            look: root.look
        }
    }
}
