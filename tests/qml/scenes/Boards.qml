import QtQuick
import Hearth.App

//! The dashboards of the workshop.
QtObject {
    id: boards

    required property var scenes
    readonly property var names: ["board-light", "board-dark", "board-medium", "board-narrow", "board-thirty-large-dark", "board-empty",
        "board-empty-first-dark", "board-offline", "board-add-dark", "board-new", "board-folded",
        "board-edit-light", "board-edit-medium-dark", "board-conflict", "board-panel-light", "board-panel-dark", "board-panel-text-narrow", "board-delete-dark",
        "board-share-light", "board-share-wall-dark", "board-alerts-light", "board-alert-dark", "board-alerts-none", "board-hooks-light", "board-hooks-made-dark",
        "board-screen-large-dark", "board-screen-wall4k", "board-tight-narrow",
        "board-broken-light", "board-broken-dark", "board-send-light", "board-guest-light", "board-edit-narrow", "board-pointed-dark",
        "board-mirrored-light", "board-mirrored-edit-dark", "board-mirrored-send", "board-mirrored-narrow"]
    property Readings readings: Readings {}
    property Component views: Component {
        DashboardViewModel {}
    }
    property Component editors: Component {
        PanelEditor {}
    }
    property Component datas: Component {
        PanelData {}
    }

    function list() {
        return [{ dashboardId: "d1", name: "Brennofen und Trockenkammer", isCurrent: false },
            { dashboardId: "d2", name: "Konstruktionsbesprechung Rumpfsegment Achtern", isCurrent: false },
            { dashboardId: "d3", name: "Server", isCurrent: false }]
    }

    function panel(each, range) {
        const data = datas.createObject(scenes, { range, spec: each.spec })
        for (const channel in each.feed ?? {})
            data.feed(channel, each.feed[channel])
        if (each.refuse)
            data.refuse(each.spec.series[0].channel, each.refuse)
        return { panelId: each.spec.id, panel: data, column: each.place[0], line: each.place[1], wide: each.place[2], high: each.place[3] }
    }

    function panels(name, range) {
        const all = /thirty/.test(name) ? readings.thirty() : /empty/.test(name) ? [] : /broken/.test(name) ? readings.broken() : readings.workshop()
        return all.map(each => panel(each, range))
    }

    function stacked(rows, columns) {
        let y = 0
        return rows.map((each, i) => {
            const wide = columns === 1 ? 1 : 3
            const place = { column: columns === 1 ? 0 : (i % 2) * 3, line: columns === 1 ? y : Math.floor(i / 2) * 3, wide: wide, high: 3 }
            y += 3
            return Object.assign({}, each, place)
        })
    }

    function alerts() {
        return [{ alertId: "a1", name: "The kiln is too hot", rule: "kiln temp above 1200 for 5 min, tells Engine room", phase: 2, phaseText: "fires since 09:12" },
            { alertId: "a2", name: "Trockenkammer meldet sich nicht", rule: "werkstatt:trockenkammer says nothing for 10 min, tells Konstruktionsbesprechung Rumpfsegment Achtern", phase: 1, phaseText: "over the limit since 09:20" },
            { alertId: "a3", name: "Tank empty", rule: "tank:level below 10, tells Sea trials", phase: 0, phaseText: "all is well" }]
    }

    function playHooks(name, session) {
        const hooks = session.conversation.room.hooks
        hooks.rows = [{ hookId: "h1", name: "Grafana", about: "Made by mira, Tuesday, 24 November 2026 09:12" },
            { hookId: "h2", name: "Uptime Kuma im Maschinenraum, zweiter Versuch", about: "Made by jonas, Friday, 20 November 2026 16:47" }]
        scenes.window.page.hooks.open()
        if (/made/.test(name))
            hooks.make("ci")
    }

    function play(name, session) {
        if (/hooks/.test(name))
            return playHooks(name, session)
        const board = views.createObject(scenes, { name: "Brennofen und Trockenkammer" })
        const rows = panels(name, board.range)
        board.panels.rows = /narrow/.test(name) ? stacked(rows, 1) : /medium/.test(name) ? stacked(rows, 6) : rows
        board.lines = /thirty/.test(name) ? 15 : /narrow/.test(name) ? 24 : /medium/.test(name) ? 12 : 10
        if (!/first/.test(name))
            board.channels.rows = [{ channel: "kiln", valueText: "21.5" }, { channel: "tank:level", valueText: "82" },
                { channel: "dashboard:metrics", valueText: "{}" }, { channel: "werkstatt:trockenkammer:luftfeuchtigkeit", valueText: "48" }]
        session.dashboards.list.rows = /first/.test(name) ? [] : list().map((each, i) => Object.assign(each, { isCurrent: i === 0 }))
        session.rooms.rows = session.rooms.rows.map(each => Object.assign(each, { isCurrent: false }))
        session.conversation = null
        if (/offline/.test(name)) {
            session.link = SessionViewModel.Link.Offline
            session.linkText = "Offline. What you write is kept and will be sent."
        }
        if (/folded/.test(name))
            scenes.app.settings.roomsFolded = true
        session.dashboards.current = board
        const page = scenes.window.page
        board.editing = /edit|conflict/.test(name)
        if (/edit|conflict/.test(name)) {
            board.dirty = true
            board.canUndo = true
            board.undoText = "Removed “Kühlwasservorlauftemperatur”"
        }
        if (/conflict/.test(name)) {
            board.conflict = true
            board.noteText = "Jonas Lindqvist changed this dashboard while you were editing it. Yours is kept here: save it over theirs, or throw it away."
        }
        if (/panel-/.test(name))
            scenes.soon(() => {
                const editor = editors.createObject(scenes, { title: "Kiln temperature", unit: "°C", most: "1300",
                    kind: /text/.test(name) ? "text" : "line", text: "**Shift notes**\n\n- bearing 3 runs warm", isNew: false })
                editor.series.rows = [{ channel: "kiln", field: "temp", label: "" }, { channel: "werkstatt:trockenkammer", field: "luftfeuchtigkeit", label: "Feuchte" }]
                editor.thresholds.rows = [{ value: "1150", level: "warning" }, { value: "1250", level: "critical" }]
                if (/dark/.test(name))
                    editor.errorText = "“elf” is no number."
                board.editor = editor
            })
        if (/share/.test(name))
            scenes.soon(() => {
                page.board.share.open()
                if (/wall/.test(name))
                    board.share.makeWallLink()
            })
        if (/alert/.test(name))
            scenes.soon(() => {
                page.board.alerts.show("a")
                if (!/none/.test(name))
                    board.alerts.rows = alerts()
                if (/alert-/.test(name)) {
                    board.alerts.add()
                    Object.assign(board.alerts.form, { name: "The kiln is too hot", value: "1200", clearAt: "1250",
                        errorText: "It would be over before it begins: put that value on the good side of the limit." })
                }
            })
        if (/send/.test(name))
            scenes.soon(() => {
                session.dashboards.sender.rows = [{ name: "Engine room", isDirect: false, isPrivate: false },
                    { name: "Konstruktionsbesprechung Rumpfsegment Achtern", isDirect: false, isPrivate: true },
                    { name: "Jonas Lindqvist", isDirect: true, isPrivate: true }]
                session.dashboards.sendPanel("a")
            })
        if (/pointed/.test(name))
            scenes.soon(() => {
                board.range.hoverAt = rows[0].panel.now() - 120000
            })
        if (/guest/.test(name))
            session.mayMake = false
        if (/screen/.test(name)) {
            page.bare = true
            scenes.window.visibility = Window.Windowed
            scenes.window.width = /4k/.test(name) ? 3840 : 1920
            scenes.window.height = /4k/.test(name) ? 2160 : 1080
        }
        if (/tight/.test(name))
            scenes.window.width = 400
        if (/delete/.test(name))
            scenes.soon(() => page.board.header.more.confirm.open())
        if (/add/.test(name))
            scenes.soon(() => page.board.adding.open())
        if (/new/.test(name))
            scenes.soon(() => page.newDashboard.open())
    }
}
