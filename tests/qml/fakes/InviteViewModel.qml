import QtQuick

QtObject {
    property bool allowed: false
    property bool busy: false
    property string code: ""
    property string hint: ""
    property string errorText: ""
    property int copies: 0

    function make() {
        code = "HEARTH-7Q4M-XK2P"
        hint = "For one person, until Tuesday, 1 December 2026 09:31. They choose “I have an invite” and type this code and the server’s address, werkstatt.local:8484."
    }

    function copy() {
        ++copies
    }

    function clear() {
        code = ""
        hint = ""
    }
}
