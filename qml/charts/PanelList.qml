import QtQuick
import Hearth.Controls
import Hearth.Theme

//! Rows that are read, by wheel and keys.
ListView {
    id: list

    focus: true
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    reuseItems: true
    pixelAligned: true
    interactive: contentHeight > height
    keyNavigationEnabled: false
    Keys.onUpPressed: event => event.accepted = scroll(-1)
    Keys.onDownPressed: event => event.accepted = scroll(1)

    function scroll(rows: int): bool {
        const bottom = Math.max(originY, originY + contentHeight - height)
        const before = contentY
        contentY = Math.max(originY, Math.min(bottom, contentY + rows * Theme.row))
        return contentY !== before
    }

    ScrollBar.vertical: ScrollBar {}

    WheelScroll {
        flickable: list
        enabled: list.interactive
    }
}
