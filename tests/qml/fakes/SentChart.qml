import QtQuick
import Hearth.App

QtObject {
    property string title: "Kiln"
    property PanelData panel: null
    property TimeRange range: null
    property bool live: true
    property string whenText: "As it was, 24/11/2026 09:12"
    property int holders: 0

    function hold() {
        holders += 1
    }

    function release() {
        holders -= 1
    }
}
