import QtQuick
import QtTest
import Hearth.App
import Hearth.Theme
import "find.js" as Find

//! A dashboard is edited by mouse and by keyboard.
BoardCase {
    id: test

    name: "BoardEdit"

    function test_panelsAreMovedByKeyboard() {
        const window = editing(three())
        const board = window.page.board.board
        window.page.board.grid.cards.itemAt(1).handles.forceActiveFocus()
        keyClick(Qt.Key_Left)
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Right, Qt.ShiftModifier)
        keyClick(Qt.Key_Up, Qt.ShiftModifier)
        keyClick(Qt.Key_Return)
        keyClick(Qt.Key_Space)
        keyClick(Qt.Key_Delete)
        compare(board.calls, ["step b -1 0", "step b 0 1", "grow b 1 0", "grow b 0 -1", "editPanel b", "editPanel b", "removePanel b"])
        keyClick(Qt.Key_Z, Qt.ControlModifier)
        keyClick(Qt.Key_S, Qt.ControlModifier)
        compare(board.calls.slice(7), ["undo", "save"])
    }

    function test_panelsAreDraggedOntoTheGrid() {
        const window = editing(three())
        const board = window.page.board.board
        const grid = window.page.board.grid
        const a = grid.cards.itemAt(0)
        mousePress(a, 100, 20)
        mouseMove(a, 100 + 2 * grid.pitch - 8, 20 + grid.line - 9, -1, Qt.LeftButton)
        compare(board.calls[board.calls.length - 1], "dragTo a 2 1")
        mouseRelease(a, 100 + 2 * grid.pitch - 8, 20 + grid.line - 9)
        compare(board.calls[board.calls.length - 1], "drop")
        board.calls = []
        mousePress(a, a.width - 10, a.height - 10)
        mouseMove(a, a.width - 10 - 2 * grid.pitch, a.height - 10 + grid.line, -1, Qt.LeftButton)
        compare(board.calls[board.calls.length - 1], "stretchTo a 4 4")
        mouseRelease(a, a.width - 10 - 2 * grid.pitch, a.height - 10 + grid.line)
        compare(board.calls[board.calls.length - 1], "drop")
        press(a.handles.discard)
        compare(board.calls[board.calls.length - 1], "removePanel a")
    }

    function test_escLeavesAnEditThatChangedNothing() {
        const window = editing(three())
        keyClick(Qt.Key_Escape)
        compare(window.page.board.board.calls, ["discard"])
        verify(window.page.board !== null)
        keyClick(Qt.Key_Escape)
        compare(window.page.board, null)
    }

    function test_escThrowsNothingAwayThatWasChanged() {
        const window = editing(three())
        const board = window.page.board.board
        board.dirty = true
        keyClick(Qt.Key_Escape)
        compare([board.calls, board.editing], [[], true])
        compare(window.app.session.dashboards.calls, ["close"], "it waits for whoever comes back")
    }

    function test_anEditEndsByItsButtons_data() {
        return [{ tag: "wide", width: 1180 }, { tag: "narrow", width: 700 }]
    }

    function test_anEditEndsByItsButtons(row) {
        const window = editing(three())
        window.width = row.width
        const board = window.page.board.board
        const header = window.page.board.editHeader
        compare(Find.named(header, "Throw away"), null, "nothing was changed")
        compare(header.undo.enabled, false)
        compare(header.done.text, "Done")
        board.dirty = true
        board.canUndo = true
        press(header.undo)
        compare(header.done.text, "Save")
        press(header.done)
        board.editing = true
        board.dirty = true
        tryVerify(() => Find.named(header, "Throw away"))
        press(Find.named(header, "Throw away"))
        compare(board.calls, ["undo", "save", "discard"])
    }

    function test_whatWentWrongStandsOverTheDashboard() {
        const window = editing(three())
        const state = window.page.board.state
        window.page.board.board.noteText = "Ben changed this dashboard."
        compare([state.text, state.wrong], ["Ben changed this dashboard.", false])
        window.app.session.dashboards.errorText = "A dashboard needs a name."
        compare([state.text, state.wrong, state.visible], ["A dashboard needs a name.", true, true])
    }

    function test_aConflictOffersBothWays() {
        const window = editing(three())
        const board = window.page.board.board
        board.dirty = true
        board.conflict = true
        board.noteText = "Ben changed this dashboard."
        compare(window.page.board.state.text, board.noteText)
        compare(window.page.board.editHeader.done.enabled, false)
        press(window.page.board.state.over)
        press(window.page.board.state.away)
        compare(board.calls, ["saveOver", "discard"])
    }

    function test_itIsRenamedInPlace() {
        const window = editing(three())
        const name = window.page.board.editHeader.name
        name.forceActiveFocus()
        name.selectAll()
        type("oven")
        keyClick(Qt.Key_Return)
        compare(window.page.board.board.calls, ["rename oven"])
    }

    function test_theKeyboardGoesOnAfterWhatHadItIsGone() {
        const window = editing(three())
        const page = window.page.board
        page.grid.cards.itemAt(0).handles.forceActiveFocus()
        page.board.panels.removeAt(0)
        keyClick(Qt.Key_Delete)
        compare(page.board.calls, ["removePanel b"], "the next one in its place")
        page.board.editing = false
        keyClick("e")
        compare(page.board.calls, ["removePanel b", "beginEdit"])
    }

    function test_aNameThatIsWrittenIsKept_data() {
        const ways = [{ tag: "saved", key: Qt.Key_S, with: Qt.ControlModifier, calls: ["rename oven", "save"] },
            { tag: "Esc", key: Qt.Key_Escape, with: Qt.NoModifier, calls: ["rename oven"] }]
        return ways.concat(ways.map(each => Object.assign({}, each, { tag: each.tag + ", nothing drawn", empty: true })))
    }

    function test_aNameThatIsWrittenIsKept(row) {
        const window = editing(row.empty ? [] : three())
        const name = window.page.board.editHeader.name
        name.forceActiveFocus()
        name.selectAll()
        type("oven")
        keyClick(row.key, row.with)
        compare(window.page.board.board.calls, row.calls)
        compare(window.page.board.board.name, "oven")
        verify(!name.activeFocus)
    }

    function test_anEditFillsTheScreenBelowItsHeading() {
        const window = editing(three())
        const page = window.page
        keyClick(Qt.Key_F11)
        compare(page.bare, true)
        verify(page.board.editHeader.visible)
        verify(page.board.grid.y >= page.board.editHeader.height, "the panels are below it")
        compare(page.board.grid.wall, false)
        keyClick(Qt.Key_Escape)
        compare(page.board.board.editing, false)
        compare(page.board.grid.wall, true)
        compare(page.board.grid.y, 0)
        keyClick(Qt.Key_Escape)
        compare(page.bare, false)
    }
}
