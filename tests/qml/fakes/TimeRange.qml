import QtQuick

QtObject {
    property real length: 300000
    property bool paused: false
    property bool zoomed: false
    property real hoverAt: 0
    property var calls: []

    function zoomTo(from: real, until: real) {
        calls = calls.concat(["zoomTo " + from + " " + until])
        zoomed = true
        paused = true
    }

    function reset() {
        calls = calls.concat(["reset"])
        zoomed = false
        paused = false
    }
}
