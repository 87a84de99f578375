pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import Hearth.App
import Hearth.Charts
import Hearth.Theme

//! Panels of every kind and in every state.
QtObject {
    id: scenes

    readonly property var names: ["charts-light", "charts-dark", "charts-states-light", "charts-states-dark",
        "charts-pointed-light", "charts-pointed-dark", "charts-small", "charts-wall", "charts-wall-light", "charts-long", "charts-mirrored"]
    property var cards: []
    property Component range: Component {
        TimeRange {}
    }
    property Component panel: Component {
        PanelData {}
    }
    property Component card: Component {
        PanelCard {}
    }
    property Window window: Window {
        width: 1180
        height: 760
        color: Theme.ground
        visible: true
        LayoutMirroring.enabled: scenes.mirrored
        LayoutMirroring.childrenInherit: true

        Item {
            id: page

            anchors.fill: parent
        }
    }
    property bool mirrored: false

    property Readings readings: Readings {}

    function wave(...of) {
        return readings.wave(...of)
    }

    function fields(...of) {
        return readings.fields(...of)
    }

    function kinds() {
        return [
            { spec: { title: "Kiln", kind: "line", unit: "°C", series: [{ channel: "kiln", field: "value", label: "Kiln" }],
                thresholds: [{ value: 880, level: "warning" }, { value: 900, level: "critical" }] },
                feed: { kiln: wave(300, 1000, 780, 905, 2.2) } },
            { spec: { title: "Network", kind: "line", unit: "B/s", series: [{ channel: "machine", field: "in", label: "In" },
                { channel: "machine", field: "out", label: "Out" }] },
                feed: { machine: fields(300, 1000, p => ({ in: 4e6 * (1.2 + Math.sin(p * 19) * Math.cos(p * 7)), out: 9e5 * (1.1 + Math.sin(p * 31)) })) } },
            { spec: { title: "Rain tank", kind: "area", unit: "%", min: 0, max: 100, series: [{ channel: "tank", field: "value", label: "Level" }] },
                feed: { tank: wave(300, 1000, 30, 80, 0.8, 0.01) } },
            { spec: { title: "Connections", kind: "stat", series: [{ channel: "c", field: "value" }] },
                feed: { c: wave(300, 1000, 1180, 1320, 1.3) } },
            { spec: { title: "Spindle load", kind: "gauge", unit: "%", series: [{ channel: "g", field: "value" }],
                thresholds: [{ value: 70, level: "warning" }, { value: 90, level: "critical" }] },
                feed: { g: wave(300, 1000, 40, 96, 2.2) } },
            { spec: { title: "Disks", kind: "bars", unit: "B", max: 1.1e12, series: [{ channel: "d", field: "" }],
                thresholds: [{ value: 9.5e11, level: "warning" }] },
                feed: { d: [[1000, { "/": 4.1e11, "/home": 9.8e11, "/srv/backup": 1.3e11, "/var": 6.2e10 }]] } },
            { spec: { title: "Machines", kind: "table", unit: "°C", series: [{ channel: "m", field: "" }],
                thresholds: [{ value: 75, level: "warning" }] },
                feed: { m: fields(100, 2000, p => ({ lathe: 41 + 5 * Math.sin(p * 9), mill: 78 + 3 * Math.cos(p * 8), saw: 22.5, printer: 61.25 + p })) } },
            { spec: { title: "Door", kind: "log", series: [{ channel: "door", field: "" }] },
                feed: { door: [[7200000, "opened by Jonas"], [900000, { event: "closed", by: "timer", after: 900 }], [60000, "opened by Mira"], [2000, "The outer door has been open for longer than a minute; somebody should look, since the heating is on and the wind comes from the north"]] } },
            { spec: { title: "Notes", kind: "text", series: [], text: "**Kiln** runs until 18:00, then it cools.\n\n- Do not open below 200 °C\n- Ask *Mira* first\n\n`fan --on`\n\n> Firing 41" } }
        ]
    }

    function states() {
        const eight = {}
        return [
            { spec: { title: "Eight machines", kind: "line", unit: "W", series: [{ channel: "e", field: "" }] },
                feed: { e: fields(300, 1000, p => { const o = {}; for (let i = 0; i < 8; ++i) o["machine " + (i + 1)] = 400 + i * 180 + 120 * Math.sin(p * (5 + i) + i); return o }) } },
            { spec: { title: "With gaps", kind: "line", unit: "V", series: [{ channel: "gap", field: "value" }] },
                feed: { gap: wave(300, 1000, 220, 236, 3).filter((x, i) => !(i > 80 && i < 130) && !(i > 220 && i < 240)) } },
            { spec: { title: "Twelve hours", kind: "line", unit: "°C", rangeMs: 43200000, series: [{ channel: "h", field: "value", label: "Hall" }] },
                feed: { h: wave(360, 10000, 18, 24, 0.5) },
                past: { h: [{ field: "value", spanMs: 120000, points: Array(330).fill(0).map((x, i) => { const p = i / 330, mean = 19 + 3 * Math.sin(p * 7) + Math.sin(p * 90) * 0.3; return [(43200 - i * 120) * 1000 + 0, mean - 0.8 - Math.abs(Math.sin(p * 23)), mean, mean + 0.8 + Math.abs(Math.cos(p * 31))] }) }] } },
            { spec: { title: "One value", kind: "line", unit: "kg", series: [{ channel: "one", field: "value" }] }, feed: { one: [[20000, 12.5]] } },
            { spec: { title: "None yet", kind: "line", series: [{ channel: "greenhouse:humidity", field: "value" }] } },
            { spec: { title: "Stale", kind: "line", unit: "bar", series: [{ channel: "old", field: "value" }] },
                feed: { old: wave(200, 1000, 2, 8, 2).map(v => [v[0] + 90000, v[1]]) } },
            { spec: { title: "Access denied", kind: "line", series: [{ channel: "payroll", field: "value" }] },
                refuse: "You have no access to payroll. Whoever runs the server can give it." },
            { spec: { title: "Huge and tiny", kind: "line", series: [{ channel: "x", field: "a" }, { channel: "x", field: "b" }] },
                feed: { x: fields(100, 3000, p => ({ a: 3e18 * Math.sin(p * 9), b: 5 })) } },
            { spec: { title: "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverwaltung", kind: "area", unit: "Kilowattstunden",
                series: [{ channel: "l", field: "a", label: "Verbrauch der Werkstatt Nord seit dem letzten Zählerwechsel" }, { channel: "l", field: "b", label: "W".repeat(80) }] },
                feed: { l: fields(300, 1000, p => ({ a: 12 + Math.sin(p * 9), b: 4 + Math.cos(p * 5) })) } }
        ]
    }

    function lay(list, columns, wall, gap) {
        cards.forEach(each => { each.card.destroy(); each.panel.destroy() })
        cards = []
        const range = scenes.range.createObject(scenes)
        const rows = Math.ceil(list.length / columns)
        const width = (window.width - gap * (columns + 1)) / columns, height = (window.height - gap * (rows + 1)) / rows
        list.forEach((each, i) => {
            const panel = scenes.panel.createObject(scenes, { spec: each.spec, range: range })
            for (const name in each.past ?? {})
                panel.expect(name)
            for (const name in each.feed ?? {})
                panel.feed(name, each.feed[name])
            for (const name in each.past ?? {})
                panel.remember(name, each.past[name])
            if (each.refuse)
                panel.refuse(each.spec.series[0].channel, each.refuse)
            cards.push({ panel: panel, card: scenes.card.createObject(page, { panel: panel, range: range, wall: wall,
                x: gap + (i % columns) * (width + gap), y: gap + Math.floor(i / columns) * (height + gap), width: width, height: height }) })
        })
        return range
    }

    function play(name) {
        Theme.mode = /light|small|long/.test(name) ? Theme.Light : Theme.Dark
        mirrored = name === "charts-mirrored"
        window.width = /wall/.test(name) ? 1920 : /small/.test(name) ? 640 : 1180
        window.height = /wall/.test(name) ? 1080 : 760
        if (/states|long/.test(name)) {
            lay(states(), name === "charts-long" ? 2 : 3, false, 12)
        } else if (/wall/.test(name)) {
            lay(kinds().slice(0, 6), 3, true, 16)
        } else if (/small/.test(name)) {
            lay(kinds().concat(kinds().slice(0, 3)), 4, false, 8)
        } else {
            const range = lay(/pointed/.test(name) ? states().slice(0, 3).concat(kinds().slice(0, 3)) : kinds(), 3, false, 12)
            if (/pointed/.test(name)) {
                cards[0].card.body.forceActiveFocus()
                range.hoverAt = cards[0].panel.now() - 40000
                cards[1].card.body.forceActiveFocus()
            }
        }
    }
}
