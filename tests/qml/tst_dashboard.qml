import QtQuick
import QtTest
import Hearth.App
import Hearth.Shell
import Hearth.Theme

//! A dashboard by mouse and by keyboard.
TestCase {
    id: test

    name: "Dashboard"
    when: windowShown

    Component {
        id: apps

        AppViewModel {}
    }
    Component {
        id: sessions

        SessionViewModel {}
    }
    Component {
        id: boards

        DashboardViewModel {}
    }
    Component {
        id: panels

        PanelData {}
    }
    Component {
        id: windows

        Main {}
    }

    function panel(id, column, line, wide, extra) {
        const data = panels.createObject(test, Object.assign({ panelId: id, title: "Panel " + id }, extra ?? {}))
        return { panelId: id, panel: data, column: column, line: line, wide: wide, high: 3 }
    }

    //! A window of 1180 with a dashboard of these panels in it.
    function open(rows) {
        const app = apps.createObject(test)
        const session = sessions.createObject(test)
        session.dashboards.list.rows = [{ dashboardId: "d1", name: "Kiln", isCurrent: false },
            { dashboardId: "d2", name: "Server", isCurrent: false }]
        const board = boards.createObject(test)
        board.panels.rows = rows
        session.dashboards.current = board
        app.session = session
        const window = createTemporaryObject(windows, test, { app: app })
        window.requestActivate()
        tryCompare(window, "active", true)
        return window
    }

    //! A press where the item will stand once the layouts have settled.
    function press(item) {
        tryVerify(() => {
            for (let each = item; each; each = each.parent) {
                if (isPolishScheduled(each))
                    return false
            }
            return item.width > 0
        })
        mouseClick(item)
    }

    function three() {
        return [panel("a", 0, 0, 6, { valueText: "21.5 °C", noteText: "", level: 1 }), panel("b", 6, 0, 6), panel("c", 0, 3, 12)]
    }

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

    function test_addOpensByKeyAndEscClosesOnlyThat() {
        const window = open(three())
        const board = window.page.board
        board.board.channels.rows = [{ channel: "kiln", valueText: "21.5" }]
        keyClick("a")
        tryCompare(board.adding, "opened", true)
        keyClick(Qt.Key_Escape)
        tryCompare(board.adding, "visible", false)
        verify(window.page.board !== null)
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

    function test_aNewOneNeedsAName() {
        const window = open(three())
        keyClick(Qt.Key_D, Qt.ControlModifier)
        const sheet = window.page.newDashboard
        tryCompare(sheet, "opened", true)
        for (const letter of "oven")
            keyClick(letter)
        keyClick(Qt.Key_Return)
        compare(window.app.session.dashboards.calls, ["create oven"])
        window.app.session.dashboards.created()
        tryCompare(sheet, "visible", false)
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

    function editing(rows) {
        const window = open(rows)
        keyClick("e")
        compare(window.page.board.board.calls, ["beginEdit"])
        window.page.board.board.calls = []
        return window
    }

    function test_panelsAreMovedByKeyboard() {
        const window = editing(three())
        const board = window.page.board.board
        window.page.board.grid.cards.itemAt(1).handles.forceActiveFocus()
        keyClick(Qt.Key_Left)
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Right, Qt.ShiftModifier)
        keyClick(Qt.Key_Up, Qt.ShiftModifier)
        keyClick(Qt.Key_Return)
        keyClick(Qt.Key_Delete)
        compare(board.calls, ["step b -1 0", "step b 0 1", "grow b 1 0", "grow b 0 -1", "editPanel b", "removePanel b"])
        keyClick(Qt.Key_Z, Qt.ControlModifier)
        keyClick(Qt.Key_S, Qt.ControlModifier)
        compare(board.calls.slice(6), ["undo", "save"])
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
        for (const letter of "oven")
            keyClick(letter)
        keyClick(Qt.Key_Return)
        compare(window.page.board.board.calls, ["rename oven"])
    }

    Component {
        id: editors

        PanelEditor {}
    }

    function test_aPanelIsDescribed() {
        const window = open(three())
        const page = window.page.board
        const editor = editors.createObject(test)
        page.board.editor = editor
        tryCompare(page.sheet, "opened", true)
        for (const letter of "hot")
            keyClick(letter)
        compare(editor.title, "hot")
        press(page.sheet.form.kinds.buttons.itemAt(3))
        compare(editor.kind, "gauge")
        const series = page.sheet.form.series.rows.itemAt(0)
        series.channelField.field.forceActiveFocus()
        keyClick("k")
        compare(editor.series.calls, ["set 0 channel k"])
        keyClick(Qt.Key_Down)
        compare(editor.series.calls[1], "set 0 channel kiln")
        // What is offered stays while it is pressed.
        press(series.channelField.row.children[1])
        compare(editor.series.calls[2], "set 0 channel kiln:draught")
        press(page.sheet.form.save)
        compare(editor.saves, 1)
        page.board.editor = null
        tryCompare(page.sheet, "visible", false)
    }

    function test_itIsDeletedOnceConfirmed() {
        const window = open(three())
        const more = window.page.board.header.more
        press(more)
        tryCompare(more.menu, "opened", true)
        more.menu.itemAt(more.menu.count - 1).triggered()
        tryCompare(more.confirm, "opened", true)
        keyClick(Qt.Key_Return)
        compare(window.app.session.dashboards.calls, ["removeCurrent"])
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

    function test_aScreensAddressIsMadeOnceItIsWanted() {
        const window = open(three())
        const page = window.page.board
        page.share.open()
        tryCompare(page.share, "opened", true)
        compare(page.share.wall.visible, false)
        press(page.share.make)
        compare(page.share.wall.visible, true)
        verify(page.share.wall.text.includes("#wall="))
        keyClick(Qt.Key_Escape)
        tryCompare(page.share, "visible", false)
        compare(page.board.share.wallLink, "", "it is not kept")
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

    function test_aWallHasNoChrome() {
        const window = open(three())
        window.app.wall = rotations.createObject(test, { noteText: "There is no dashboard “x”." })
        verify(window.wall !== null)
        compare(window.page, window.wall)
        compare(window.wall.grid.wall, true)
        compare(window.wall.text, "There is no dashboard “x”.")
        const grid = window.wall.grid
        tryCompare(grid, "contentHeight", grid.height)
        window.app.session.dashboards.current = null
        compare(window.wall.grid, null)
        // The page before has an Escape of its own, until it is gone.
        wait(20)
        keyClick(Qt.Key_Escape)
        compare(window.wall, null)
        verify(window.main !== null)
    }

    function test_aPanelIsSentToARoom() {
        const page = open([...three(), panel("d", 0, 6, 6, { kind: "text" })]).page
        const first = page.board.grid.cards.itemAt(0)
        mouseMove(first, first.width / 2, first.height / 2)
        tryVerify(() => first.send.visible)
        press(first.send)
        compare(page.session.dashboards.calls, ["sendPanel a"])
        tryCompare(page.board.sending, "opened", true)
        const sender = page.session.dashboards.sender
        sender.rows = [{ name: "Engine room", isDirect: false, isPrivate: false }, { name: "Ren", isDirect: true, isPrivate: true }]
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Return)
        compare(sender.calls, ["send 1"])
        tryCompare(page.board.sending, "visible", false)
        first.card.body.forceActiveFocus()
        keyClick("s")
        compare(page.session.dashboards.calls, ["sendPanel a", "sendPanel a"])
        verify(!page.board.grid.cards.itemAt(3).sendable, "words are not a chart")
    }

    function test_alertsOfAPanel() {
        const window = editing(three())
        const page = window.page.board
        press(page.grid.cards.itemAt(2).handles.alerts)
        compare(page.board.calls, ["showAlerts c"])
        tryCompare(page.alerts, "opened", true)
        page.board.alerts.rows = [{ alertId: "a1", name: "Too hot", rule: "kiln above 1200", phase: 2, phaseText: "fires since 09:12" }]
        const row = page.alerts.rows.itemAt(0)
        compare(row.Accessible.name, "Too hot: kiln above 1200, fires since 09:12")
        press(row.change)
        compare(page.board.alerts.calls, ["edit a1"])
        for (const letter of "hot")
            keyClick(letter)
        compare(page.board.alerts.form.name, "hot")
        keyClick(Qt.Key_Return)
        compare(page.board.alerts.form, null)
        press(page.alerts.rows.itemAt(0).discard)
        compare(page.board.alerts.calls, ["edit a1", "save", "remove a1"])
    }

    Component {
        id: conversations

        ConversationViewModel {
            title: "Engine room"
        }
    }

    function test_aWebhookIsMadeAndItsLineShownOnce() {
        const window = open(three())
        const page = window.page
        window.app.session.dashboards.current = null
        window.app.session.conversation = conversations.createObject(test)
        page.roomSheet.open()
        tryCompare(page.roomSheet, "opened", true)
        press(page.roomSheet.hooks)
        tryCompare(page.hooks, "opened", true)
        for (const letter of "ci")
            keyClick(letter)
        keyClick(Qt.Key_Return)
        const hooks = window.app.session.conversation.room.hooks
        compare(hooks.calls, ["refresh", "make ci"])
        compare(page.hooks.made, true)
        verify(page.hooks.message.text.startsWith("curl "))
        hooks.rows = [{ hookId: "h1", name: "ci", about: "Made by mira" }]
        press(page.hooks.rows.itemAt(0).discard)
        compare(hooks.calls[2], "remove h1")
        keyClick(Qt.Key_Escape)
        tryCompare(page.hooks, "visible", false)
        compare(hooks.url, "")
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
}
