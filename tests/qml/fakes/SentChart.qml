import QtQuick
import Hearth.App

QtObject {
    property PanelData panel: null
    property TimeRange range: null
    property bool live: true
    readonly property string whenText: live ? "Live · show as it was" : "As it was, 24/11/2026 09:12 · show live"
    property int holders: 0

    function hold() {
        holders += 1
    }

    function release() {
        holders -= 1
    }
}
