import QtQuick

//! What a workshop measures, for the pictures: [[ms ago, value], …], the oldest first.
QtObject {
    function fields(count, step, make) {
        return Array(count).fill(0).map((each, i) => [(count - 1 - i) * step, make((i + 1) / count)])
    }

    function wave(count, step, low, high, turns, noise) {
        return fields(count, step, p => low + (high - low) * (0.5 + 0.45 * Math.sin(p * turns * 6.28)
            + Math.sin(p * 97) * Math.cos(p * 41) * (noise ?? 0.05)))
    }

    //! Of a dashboard: {spec, place: [column, line, wide, high], feed: {channel: values}, refuse}
    function workshop() {
        return [
            { place: [0, 0, 8, 4], spec: { id: "a", title: "Kiln temperature", kind: "line", unit: "°C",
                series: [{ channel: "kiln", field: "value", label: "Upper chamber" }],
                thresholds: [{ value: 1180, level: "warning" }, { value: 1250, level: "critical" }] },
                feed: { kiln: wave(300, 1000, 1060, 1196, 1.2, 0.02) } },
            { place: [8, 0, 4, 4], spec: { id: "b", title: "Draught", kind: "gauge", unit: "Pa", min: 0, max: 20,
                series: [{ channel: "draught", field: "value" }], thresholds: [{ value: 16, level: "warning" }] },
                feed: { draught: wave(60, 5000, 9, 14, 2) } },
            { place: [0, 4, 4, 3], spec: { id: "c", title: "Kühlwasservorlauftemperatur Hauptmaschine", kind: "area", unit: "°C",
                series: [{ channel: "cooling", field: "flow", label: "Vorlauf" }, { channel: "cooling", field: "back", label: "Rücklauf" }] },
                feed: { cooling: fields(300, 1000, p => ({ flow: 61 + 3 * Math.sin(p * 9), back: 48 + 2 * Math.sin(p * 9 - 0.7) })) } },
            { place: [4, 4, 4, 3], spec: { id: "d", title: "Tanks", kind: "bars", unit: "%", min: 0, max: 100,
                series: [{ channel: "tanks", field: "" }], thresholds: [{ value: 80, level: "warning" }, { value: 90, level: "critical" }] },
                feed: { tanks: [[1000, { "Fresh water": 64, "Grey water": 92, "Diesel": 41 }]] } },
            { place: [8, 4, 4, 3], spec: { id: "e", title: "Door", kind: "log", series: [{ channel: "door", field: "" }] },
                feed: { door: [[7200000, "opened by Jonas"], [7140000, "closed"], [900000, "opened by Mira"], [720000, "closed by the timer, after three minutes"]] } },
            { place: [0, 7, 4, 3], spec: { id: "f", title: "Shift notes", kind: "text", series: [],
                text: "**Firing 41** runs until 18:00, then the kiln cools.\n\n- Do not open it below 200 °C\n- Bearing 3 runs warm: ask *Mira* first" } },
            { place: [4, 7, 3, 3], spec: { id: "g", title: "Pressure", kind: "stat", unit: "bar", series: [{ channel: "pressure", field: "value" }] },
                feed: { pressure: wave(120, 2000, 3.9, 4.4, 1.5) } },
            { place: [7, 7, 5, 3], spec: { id: "h", title: "Machines", kind: "table", unit: "°C", series: [{ channel: "machines", field: "" }],
                thresholds: [{ value: 75, level: "warning" }] },
                feed: { machines: fields(150, 2000, p => ({ "Drehbank": 41.2 + 5 * Math.sin(p * 9), "Fräse": 78.4 + 3 * Math.cos(p * 8),
                    "Säge": 22.5, "Trockenkammer Nord": 61.25 + p })) } }
        ]
    }

    //! The same where not all is well.
    function broken() {
        const all = workshop()
        all[0].feed = { kiln: all[0].feed.kiln.map(each => [each[0], each[1] + 90]) }
        all[1].feed = { draught: all[1].feed.draught.map(each => [each[0] + 3600000 * 3, each[1]]) }
        all[2].refuse = "You have no access to cooling. Whoever runs the server can give it."
        all[3].feed = {}
        all[6].feed = { pressure: all[6].feed.pressure.map(each => [each[0] + 90000, each[1]]) }
        all[7].feed = {}
        return all
    }

    function thirty() {
        return Array(30).fill(0).map((each, i) => ({ place: [(i % 6) * 2, Math.floor(i / 6) * 3, 2, 3],
            spec: Object.assign({ id: "p" + i, title: "Sensor " + (i + 1), kind: ["line", "stat", "line", "gauge", "line"][i % 5],
                unit: i % 2 ? "°C" : "kW", series: [{ channel: "s" + i, field: "value" }] }, i % 5 === 3 ? { min: 0, max: 100 } : {}),
            feed: { ["s" + i]: wave(150, 2000, i * 37 % 60 + 8, i * 37 % 60 + 30, 1 + i % 4, 0.08) } }))
    }
}
