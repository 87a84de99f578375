import QtQuick

QtObject {
    property string displayName: "Mira Tanaka"
    property bool sharesReads: true
    property bool known: true
    property bool busy: false
    property string doneText: ""
    property string errorText: ""
    property var calls: []

    signal changed
    signal passwordChanged

    function note(what: string) {
        calls = calls.concat([what])
    }

    function refresh() {
        note("refresh")
    }

    function setDisplayName(name: string) {
        note("setDisplayName " + name)
    }

    function changePassword(current: string, password: string, again: string) {
        note("changePassword " + current + " " + password + " " + again)
        passwordChanged()
    }
}
