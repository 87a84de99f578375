import QtQuick
import QtTest
import Hearth.App
import Hearth.Theme

//! A dashboard by mouse and by keyboard.
BoardCase {
    id: test

    name: "Dashboard"

    function test_itStandsInTheConversationsPlace() {
        const window = open(three())
        const page = window.page
        verify(page.board !== null)
        compare(page.conversation, null)
        verify(page.rooms.visible)
        compare(page.board.grid.cards.count, 3)
        keyClick(Qt.Key_Escape)
        compare(page.session.dashboards.calls, ["close"])
        compare(page.board, null)
    }

    function test_panelsStandOnTheGrid() {
        const grid = open(three()).page.board.grid
        const a = grid.cards.itemAt(0)
        const b = grid.cards.itemAt(1)
        const c = grid.cards.itemAt(2)
        compare(b.x - (a.x + a.width), Theme.space12)
        compare(c.y - (a.y + a.height), Theme.space12)
        compare(c.x, a.x)
        compare(c.x + c.width, b.x + b.width)
        compare(a.height, 3 * Theme.gridLine + 2 * Theme.space12)
    }

    function test_columnsGoWithTheWidth_data() {
        return [{ tag: "wide", width: 1240, columns: 12 }, { tag: "six", width: 1000, columns: 6 },
            { tag: "one", width: 630, columns: 1 }]
    }

    function test_columnsGoWithTheWidth(row) {
        const window = open(three())
        window.width = row.width
        tryCompare(window.page.board.board, "columns", row.columns)
    }

    function test_keysOfThePage() {
        const window = open(three())
        const range = window.page.board.board.range
        keyClick(Qt.Key_Space)
        compare(range.paused, true)
        keyClick(Qt.Key_Space)
        compare(range.paused, false)
        keyClick("]")
        compare(range.length, 900000)
        keyClick("[")
        keyClick("[")
        compare(range.length, 60000)
        keyClick("[")
        compare(range.length, 60000)
        range.zoomTo(1, 5000)
        keyClick(Qt.Key_Escape)
        compare(range.zoomed, false)
        verify(window.page.board !== null, "one step back, not two")
    }

    function test_theRangeIsChosenByMouseAndInAMenuWhereItIsNarrow() {
        const window = open(three())
        const header = window.page.board.header
        const button = header.ranges.children[3]
        compare(button.text, "1 h")
        press(button)
        compare(header.ranges.range.length, 3600000)
        window.width = 700
        tryCompare(header, "roomy", false)
        compare(header.ranges.current, "1 h")
    }

    function test_aChannelIsAddedWithOnePress() {
        const window = open([])
        const board = window.page.board
        compare(board.empty, true)
        board.board.channels.rows = [{ channel: "kiln", valueText: "21.5" }]
        const offer = findChild(board, "offers-in-place").rows.itemAt(0)
        press(offer)
        compare(board.board.calls, ["addChannel kiln"])
    }

    function test_dashboardsAreARowOfTheList() {
        const window = open(three())
        const rooms = window.page.rooms
        const row = rooms.boards.list.itemAtIndex(1)
        press(row)
        compare(window.app.session.dashboards.calls, ["open d2"])
        rooms.boards.list.forceActiveFocus()
        keyClick(Qt.Key_Up)
        keyClick(Qt.Key_Return)
        compare(window.app.session.dashboards.calls, ["open d2", "open d1"])
        window.app.settings.roomsFolded = true
        tryCompare(rooms, "width", Theme.roomsFolded)
        press(rooms.boards.list.itemAtIndex(1))
        compare(window.app.session.dashboards.calls.length, 3)
    }

    function test_everythingHasAName() {
        const window = open(three())
        compare(Assistant.nameless(window), [])
        const card = window.page.board.grid.cards.itemAt(0)
        compare(card.Accessible.name, "Panel a, 21.5 °C, warning")
    }

    function test_thirtyPanelsScroll() {
        const rows = []
        for (let i = 0; i < 30; ++i)
            rows.push(panel("p" + i, (i % 3) * 4, Math.floor(i / 3) * 3, 4))
        const window = open(rows)
        window.page.board.board.lines = 30
        const grid = window.page.board.grid
        verify(grid.contentHeight > grid.height)
        grid.cards.itemAt(29).forceActiveFocus()
        tryVerify(() => grid.contentY > 0, 1000, "what has the focus is in sight")
    }

    function test_theRangeAndTheButtonsFoldAway() {
        const window = open(three())
        const header = window.page.board.header
        window.width = 420
        tryCompare(header, "tight", true)
        compare(Assistant.nameless(window), [])
        press(header.more)
        tryCompare(header.more.menu, "opened", true)
        header.more.menu.itemAt(0).triggered()
        tryCompare(window.page.board.adding, "opened", true)
    }

    function test_f11LeavesTheDashboardAlone() {
        const window = open(three())
        const page = window.page
        keyClick(Qt.Key_F11)
        compare(page.bare, true)
        compare(page.rooms.visible, false)
        compare(page.board.header.visible, false)
        compare(page.board.grid.wall, true)
        compare(window.visibility, Window.FullScreen)
        keyClick(Qt.Key_Escape)
        compare(page.bare, false)
        verify(page.board !== null)
        compare(page.board.header.visible, true)
    }

    Component {
        id: rotations

        DashboardRotation {}
    }

    property Item before

    function test_aWallHasNoChrome() {
        const window = open(three())
        before = window.page
        window.app.wall = rotations.createObject(test, { noteText: "There is no dashboard “x”." })
        verify(window.wall !== null)
        compare(window.wall.grid.wall, true)
        compare(window.wall.text, "There is no dashboard “x”.")
        const grid = window.wall.grid
        tryCompare(grid, "contentHeight", grid.height)
        window.app.session.dashboards.current = null
        compare(window.wall.grid, null)
        // The page before has an Escape of its own, until it is gone.
        tryVerify(() => before === null)
        keyClick(Qt.Key_Escape)
        compare(window.wall, null)
        verify(window.main !== null)
    }

    function test_escTakesBackWhatTheKeysPointAtAndNoMore() {
        const page = open([panel("a", 0, 0, 6, { spec: { series: [{ channel: "kiln", field: "value" }] } })]).page
        const data = page.board.grid.cards.itemAt(0).panel
        const range = page.board.board.range
        data.range = range
        data.feed("kiln", [[2000, 1], [1000, 2], [0, 3]])
        page.board.grid.cards.itemAt(0).card.body.forceActiveFocus()
        keyClick(Qt.Key_Left)
        verify(range.pointed)
        keyClick(Qt.Key_Escape)
        verify(!range.pointed)
        verify(page.board !== null, "one step back, not two")
        // What the pointer rests on is not a step.
        range.hoverAt = data.now() - 1000
        keyClick(Qt.Key_Escape)
        compare(page.board, null)
    }

    function test_escLeavesTheDashboardWhateverTheDetailsAre() {
        const window = open(three())
        window.app.settings.detailsOpen = true
        keyClick(Qt.Key_I, Qt.ControlModifier)
        compare(window.app.settings.detailsOpen, true, "there are none to be closed")
        keyClick(Qt.Key_Escape)
        compare(window.page.board, null)
        compare(window.app.settings.detailsOpen, true)
    }

    function test_backToTheRoomsGoesThere() {
        const window = open(three())
        window.width = 600
        tryCompare(window.page, "single", true)
        window.page.board.board.range.zoomTo(1, 5000)
        window.page.board.header.backRequested()
        compare(window.page.showingRooms, true)
        compare(window.page.board.board.range.zoomed, true)
        tryCompare(window.page.rooms, "visible", true)
    }

    function test_lettersWithAltAreNotThePages() {
        const window = open(three())
        const board = window.page.board
        for (const key of [Qt.Key_A, Qt.Key_E, Qt.Key_S, Qt.Key_BracketRight])
            keyClick(key, Qt.AltModifier)
        compare(board.adding.visible, false)
        compare(board.board.calls, [])
        compare(board.board.range.length, 300000)
        board.grid.cards.itemAt(0).card.body.forceActiveFocus()
        keyClick(Qt.Key_S, Qt.AltModifier)
        compare(window.app.session.dashboards.calls, [])
    }

    function test_offlineItCanBeTriedAgain() {
        const window = open(three())
        const state = window.page.board.state
        window.app.session.link = SessionViewModel.Link.Offline
        window.app.session.linkText = "Offline."
        tryCompare(state.again, "visible", true)
        press(state.again)
        compare(window.app.session.calls, ["retryNow"])
        window.page.board.board.noteText = "Ben changed this dashboard."
        compare(state.again.visible, false, "it is about something else")
    }

    function offers(item: Item, words: var): bool {
        return item.visible && (words.test(item.text ?? "") || Array.from(item.children).some(each => offers(each, words)))
    }

    function test_aGuestIsNotOfferedToMakeOne() {
        const window = open([])
        const page = window.page
        verify(page.rooms.boards.visible)
        verify(offers(page.rooms, /^New room/) && offers(page.rooms, /^New dashboard/))
        window.app.session.mayMake = false
        verify(!offers(page.rooms, /^New /))
        for (const key of [Qt.Key_D, Qt.Key_N])
            keyClick(key, Qt.ControlModifier)
        compare(page.covered, false)
        window.app.session.dashboards.list.rows = []
        compare(page.rooms.boards.visible, false)
    }
}
