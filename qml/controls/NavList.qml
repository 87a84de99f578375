import QtQuick
import Hearth.Theme

//! A list that is one stop of Tab: the arrows move in it and Enter chooses.
ListView {
    id: list

    signal chosen(int row)

    clip: true
    activeFocusOnTab: true
    keyNavigationEnabled: true
    highlightMoveDuration: 0
    boundsBehavior: Flickable.StopAtBounds
    reuseItems: true
    cacheBuffer: Theme.listCache
    Accessible.role: Accessible.List
    Keys.onReturnPressed: if (currentIndex >= 0)
        chosen(currentIndex)
    Keys.onEnterPressed: if (currentIndex >= 0)
        chosen(currentIndex)

    ScrollBar.vertical: ScrollBar {}

    WheelScroll {
        flickable: list
    }
}
