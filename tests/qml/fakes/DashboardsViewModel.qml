import QtQuick
import Hearth.App

QtObject {
    property FakeList list: FakeList {}
    property DashboardViewModel current: null
    property PanelSender sender: PanelSender {}
    property bool busy: false
    property string errorText: ""
    property string curlLine: "curl -H \"Authorization: Bearer TOKEN\" -d 21.5 http://werkstatt.local:8484/api/channels/kiln"
    property bool hasToken: false
    property var calls: []

    signal created

    function note(what: string) {
        calls = calls.concat([what])
    }

    function open(id: string) {
        note("open " + id)
    }

    function sendPanel(id: string) {
        note("sendPanel " + id)
        sender.asked()
    }

    function close() {
        note("close")
        current = null
    }

    function create(name: string) {
        note("create " + name)
    }

    function removeCurrent() {
        note("removeCurrent")
    }

    function makeToken() {
        note("makeToken")
        hasToken = true
    }

    function clearError() {
        errorText = ""
    }
}
