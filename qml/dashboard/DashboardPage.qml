import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! A dashboard in the place of a conversation.
FocusScope {
    id: page

    required property DashboardsViewModel dashboards
    required property DashboardViewModel board
    //! The state of the connection in words, while it is not live.
    property string linkText: ""
    property bool single: false
    readonly property alias header: header
    readonly property alias grid: grid
    readonly property alias adding: adding
    //! Something lies over it that Esc closes.
    readonly property bool covered: adding.visible || header.ranges.menu.visible
    readonly property bool empty: grid.cards.count === 0

    signal backRequested

    //! One step back within the page; false where there is none.
    function back(): bool {
        if (board.range.zoomed) {
            board.range.reset()
            return true
        }
        return false
    }

    // Single keys: nothing is written here.
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Space)
            board.range.paused = !board.range.paused
        else if (event.text === "a")
            adding.open()
        else if (event.text === "[" || event.text === "]")
            header.ranges.step(event.text === "]" ? 1 : -1)
        else
            return
        event.accepted = true
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }

    DashboardHeader {
        id: header

        width: parent.width
        board: page.board
        single: page.single
        onBackRequested: page.backRequested()
        onAddRequested: adding.open()
    }

    StateLine {
        id: state

        anchors.top: header.bottom
        width: parent.width
        text: page.dashboards.errorText !== "" ? page.dashboards.errorText : page.linkText
        wrong: page.dashboards.errorText !== ""
    }

    DashboardGrid {
        id: grid

        anchors.top: state.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        visible: !page.empty
        focus: true
        board: page.board
    }

    EmptyBoard {
        anchors.top: state.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        visible: page.empty
        board: page.board
        curlLine: page.dashboards.curlLine
    }

    AddPanelPopup {
        id: adding

        x: parent.width - width - Theme.space8
        y: header.height
        board: page.board
    }
}
