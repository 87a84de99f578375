pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The panels where the dashboard's layout has them. On a wall they fill the screen.
Flickable {
    id: grid

    required property DashboardViewModel board
    property bool wall: false
    readonly property alias cards: cards
    readonly property int margin: Theme.space16
    readonly property int gap: Theme.space12
    readonly property real pitch: (width - 2 * margin + gap) / board.columns
    readonly property real line: wall && board.lines > 0 ? (height - 2 * margin + gap) / board.lines : Theme.gridLine + gap
    readonly property Item focused: Window.activeFocusItem

    function across(column: int): int {
        return Math.round(margin + column * pitch)
    }

    function down(row: int): int {
        return Math.round(margin + row * line)
    }

    //! What gets the focus comes into sight.
    function reveal(item: Item) {
        let owner = item
        while (owner && owner.parent !== contentItem)
            owner = owner.parent
        if (owner && !wall)
            contentY = Math.max(0, Math.min(contentY, owner.y - gap), owner.y + owner.height + gap - height)
    }

    function fold() {
        if (width > 0)
            board.columns = wall || width >= Theme.detailsFold ? 12 : width >= Theme.columnFold ? 6 : 1
    }

    onWidthChanged: fold()
    onFocusedChanged: reveal(focused)
    Component.onCompleted: fold()
    clip: true
    contentHeight: wall ? height : down(board.lines) - gap + margin
    interactive: false
    boundsBehavior: Flickable.StopAtBounds

    ScrollBar.vertical: ScrollBar {}

    WheelScroll {
        flickable: grid
    }

    Repeater {
        id: cards

        model: grid.board.panels

        PanelCard {
            id: card

            required property string panelId
            required property int column
            required property int line
            required property int wide
            required property int high

            x: grid.across(column)
            y: grid.down(line)
            width: grid.across(column + wide) - grid.gap - x
            height: grid.down(line + high) - grid.gap - y
            range: grid.board.range
            wall: grid.wall
        }
    }
}
