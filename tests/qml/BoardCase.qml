import QtQuick
import QtTest
import Hearth.App
import Hearth.Shell
import Hearth.Theme

//! A window of 1180 with a dashboard in it, for the tests of dashboards.
TestCase {
    id: test

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
        const data = panels.createObject(test, Object.assign({ spec: { series: [{ channel: "kiln", field: "value" }] }, panelId: id, title: "Panel " + id },
            extra ?? {}))
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
        tryVerify(() => window.page.board.activeFocus)
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

    function editing(rows) {
        const window = open(rows)
        keyClick("e")
        compare(window.page.board.board.calls, ["beginEdit"])
        window.page.board.board.calls = []
        return window
    }

    function type(text) {
        for (const letter of text)
            keyClick(letter)
    }

    function three() {
        return [panel("a", 0, 0, 6, { valueText: "21.5 °C", noteText: "", level: 1 }), panel("b", 6, 0, 6), panel("c", 0, 3, 12)]
    }
}
