import QtQuick
import Hearth.App

QtObject {
    property string query: ""
    property bool everywhere: false
    property string roomTitle: "Engine room"
    property var hints: []
    property FakeList found: FakeList {}
    property string noteText: ""
    property string emptyText: ""
    property string errorText: ""
    property bool busy: false
    property var calls: []

    function note(what: string) {
        calls = calls.concat([what])
    }

    function begin(roomId: string, all: bool) {
        note("begin " + roomId + " " + all)
        everywhere = all
    }

    function complete(hint: int) {
        note("complete " + hint)
        query = hints[hint].text
    }

    function loadMore() {
        note("loadMore")
    }

    function open(row: int) {
        note("open " + row)
    }
}
