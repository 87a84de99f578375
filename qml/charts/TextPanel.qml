pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! Words of a dashboard's maker, as those of a message.
Flickable {
    id: root

    required property PanelData panel
    required property TimeRange range
    required property PanelLook look

    focus: true
    contentHeight: column.implicitHeight
    interactive: contentHeight > height
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    Keys.onUpPressed: event => event.accepted = wheel.by(-Theme.row)
    Keys.onDownPressed: event => event.accepted = wheel.by(Theme.row)

    ScrollBar.vertical: ScrollBar {}

    WheelScroll {
        id: wheel

        flickable: root
        enabled: root.interactive
    }

    Column {
        id: column

        width: root.width
        spacing: Theme.space8

        Repeater {
            model: root.panel.blocks

            TextPart {
                required property var modelData

                width: column.width
                text: modelData.text
                kind: modelData.kind
                look: root.look
            }
        }
    }
}
