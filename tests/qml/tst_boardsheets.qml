import QtQuick
import QtTest
import Hearth.App
import Hearth.Theme

//! What opens over a dashboard.
BoardCase {
    id: test

    name: "BoardSheets"

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

    function test_aNewOneNeedsAName() {
        const window = open(three())
        keyClick(Qt.Key_D, Qt.ControlModifier)
        const sheet = window.page.newDashboard
        tryCompare(sheet, "opened", true)
        type("oven")
        keyClick(Qt.Key_Return)
        compare(window.app.session.dashboards.calls, ["create oven"])
        window.app.session.dashboards.created()
        tryCompare(sheet, "visible", false)
    }

    function test_aNameThatWasRefusedLeavesNoTrouble() {
        const window = open(three())
        keyClick(Qt.Key_D, Qt.ControlModifier)
        const sheet = window.page.newDashboard
        tryCompare(sheet, "opened", true)
        window.app.session.dashboards.errorText = "There is one of that name."
        keyClick(Qt.Key_Escape)
        tryCompare(sheet, "visible", false)
        compare(window.page.board.state.text, "")
    }

    function test_escInAnAlertsFormGoesBackToTheList() {
        const page = editing(three()).page.board
        page.alerts.show("a")
        tryCompare(page.alerts, "opened", true)
        keyClick(Qt.Key_Return)
        verify(page.board.alerts.form !== null)
        type("hot")
        keyClick(Qt.Key_Escape)
        compare(page.board.alerts.form, null)
        compare(page.alerts.opened, true)
        tryCompare(page.alerts.add, "activeFocus", true)
        keyClick(Qt.Key_Escape)
        tryCompare(page.alerts, "visible", false)
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
        type("hot")
        compare(editor.title, "hot")
        press(page.sheet.form.kinds.buttons.itemAt(3))
        compare(editor.kind, "gauge")
        press(page.sheet.form.kinds.buttons.itemAt(3))
        verify(page.sheet.form.kinds.buttons.itemAt(3).checked, "what is chosen stays chosen")
        const limits = page.sheet.form.scale.rows
        editor.thresholds.rows = [{ value: "5", level: "warning" }]
        press(limits.itemAt(0).levels.buttons.itemAt(0))
        verify(limits.itemAt(0).levels.buttons.itemAt(0).checked)
        press(limits.itemAt(0).levels.buttons.itemAt(1))
        compare(editor.thresholds.calls, ["set 0 level warning", "set 0 level critical"])
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

    function test_whatTheServerHasCompletesWhileOneWrites() {
        const page = open(three()).page.board
        page.board.channels.names = []
        page.board.editor = editors.createObject(test)
        tryCompare(page.sheet, "opened", true)
        const field = page.sheet.form.series.rows.itemAt(0).channelField
        field.field.forceActiveFocus()
        compare(field.hints, [])
        page.board.channels.names = ["kiln"]
        page.board.channels.stateChanged()
        compare(field.hints, ["kiln"])
        compare(field.row.visible, true)
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
        type("hot")
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
        type("ci")
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
}
