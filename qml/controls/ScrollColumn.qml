import QtQuick
import QtQuick.Layouts
import Hearth.Theme

//! A column that scrolls where it does not fit; whatever gets the focus comes into sight.
Flickable {
    id: flick

    default property alias body: column.data
    readonly property Item focused: Window.activeFocusItem
    //! Room for the focus rings, which stand a little outside.
    readonly property int ring: Theme.space4

    function reveal(item: Item) {
        let owner = item
        while (owner && owner !== column)
            owner = owner.parent
        if (!owner)
            return
        const top = item.mapToItem(column, 0, 0).y
        contentY = Math.max(0, Math.min(contentY, top), top + item.height + 2 * ring - height)
    }

    implicitWidth: column.implicitWidth
    implicitHeight: contentHeight
    contentHeight: column.implicitHeight + 2 * ring
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    onFocusedChanged: reveal(focused)

    ScrollBar.vertical: ScrollBar {}

    WheelScroll {
        flickable: flick
    }

    ColumnLayout {
        id: column

        x: flick.ring
        y: flick.ring
        width: flick.width - 2 * flick.ring
        spacing: Theme.space12
    }
}
