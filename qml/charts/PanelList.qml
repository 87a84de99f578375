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
    Keys.onUpPressed: event => event.accepted = wheel.by(-Theme.row)
    Keys.onDownPressed: event => event.accepted = wheel.by(Theme.row)

    ScrollBar.vertical: ScrollBar {}

    WheelScroll {
        id: wheel

        flickable: list
        enabled: list.interactive
    }
}
