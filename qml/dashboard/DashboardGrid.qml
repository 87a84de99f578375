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
    //! How much larger than a wall of 1080 lines.
    readonly property real grown: wall ? height / Theme.wallHeight : 1
    readonly property int margin: Math.round(Theme.space16 * grown)
    readonly property int gap: Math.round(Theme.space12 * grown)
    readonly property real pitch: (width - 2 * margin + gap) / board.columns
    readonly property real line: wall && board.lines > 0 ? (height - 2 * margin + gap) / board.lines : Theme.gridLine + gap
    readonly property Item focused: Window.activeFocusItem
    readonly property GridPlace place: GridPlace {
        margin: grid.margin
        gap: grid.gap
        pitch: grid.pitch
        line: grid.line
        ground: grid.contentItem
        onAlertsRequested: panelId => grid.alertsRequested(panelId)
        onSendRequested: panelId => grid.sendRequested(panelId)
    }

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

    //! After what had the focus has gone: the next one in its place.
    function regain(index: int) {
        const next = cards.itemAt(Math.min(index, cards.count - 1))
        if (next)
            next.forceActiveFocus(Qt.TabFocusReason)
        else
            forceActiveFocus()
    }

    function fold() {
        if (board && width > 0)
            board.columns = wall || width >= Theme.detailsFold ? 12 : width >= Theme.columnFold ? 6 : 1
    }

    signal alertsRequested(string panelId)
    signal sendRequested(string panelId)

    onWidthChanged: fold()
    onWallChanged: fold()
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
        onItemRemoved: (index, item) => {
            if (item.activeFocus)
                grid.regain(index)
        }

        PanelFrame {
            id: frame

            required property int column
            required property int line
            required property int wide
            required property int high

            x: grid.across(column)
            y: grid.down(line)
            width: grid.across(column + wide) - grid.gap - x
            height: grid.down(line + high) - grid.gap - y
            place: grid.place
            board: grid.board
            wall: grid.wall
            grown: grid.grown
        }
    }
}
