import QtQuick
import Hearth.App

QtObject {
    property bool isNew: true
    property string title: ""
    property string kind: "line"
    property var kinds: ["line", "area", "stat", "gauge", "bars", "table", "log", "text"]
    property var kindTexts: ["Line", "Area", "Value", "Gauge", "Bars", "Table", "Log", "Text"]
    property bool hasScale: kind !== "text" && kind !== "log"
    property bool hasText: kind === "text"
    property string unit: ""
    property real rangeMs: 0
    property string least: ""
    property string most: ""
    property string text: ""
    property DashboardRows series: DashboardRows {
        rows: [{ channel: "", field: "", label: "" }]
    }
    property DashboardRows thresholds: DashboardRows {}
    property string errorText: ""
    property int saves: 0

    function save() {
        ++saves
    }
}
