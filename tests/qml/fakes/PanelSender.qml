import Hearth.App

FakeList {
    property bool busy: false
    property string errorText: ""
    property string query: ""
    property string title: "Kiln"
    property var calls: []

    signal asked
    signal sent(string roomName)

    function send(row: int) {
        calls = calls.concat(["send " + row])
        sent("Engine room")
    }
}
