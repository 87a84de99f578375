import QtQuick
import Hearth.App

QtObject {
    property FakeList activity: FakeList {}
    property int unread: 0
    property bool doNotDisturb: false
    property bool quietHours: false
    property string quietFrom: "22:00"
    property string quietTo: "07:00"
    property string keywords: ""
    property string errorText: ""
    property var calls: []

    signal settingsChanged

    function note(what: string) {
        calls = calls.concat([what])
    }

    function setQuietTimes(from: string, to: string): bool {
        note("setQuietTimes " + from + " " + to)
        return true
    }

    function setKeywords(words: string) {
        note("setKeywords " + words)
    }

    function open(row: int) {
        note("open " + row)
    }

    function markAllRead() {
        note("markAllRead")
    }

    function refresh() {
    }
}
