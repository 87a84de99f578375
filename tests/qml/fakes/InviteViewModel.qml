import QtQuick

QtObject {
    property bool allowed: false
    property bool busy: false
    property string code: ""
    property string link: code === "" ? "" : "hearth://werkstatt.local:8484/?invite=" + code + "&fingerprint=7C4E119A035FD28861B02E94AF17C63D5AE9407B920DF136"
    property string hint: ""
    property string errorText: ""
    property int copies: 0

    function make(role: string, uses: int, days: int) {
        code = "HEARTH-7Q4M-XK2P"
        hint = "For one person. Good until Tuesday, 1 December 2026 09:31. Copy it and send it to them: pasted at the sign-in, it fills in the rest. Typed by hand, it goes with the address werkstatt.local:8484."
    }

    function copy() {
        ++copies
    }

    function clear() {
        code = ""
        hint = ""
    }
}
