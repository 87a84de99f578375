import Hearth.App

//! What the lists from the server have in common.
FakeList {
    property bool busy: false
    property bool more: false
    property string errorText: ""
    property string query: ""
    property var calls: []

    signal stateChanged

    function note(what: string) {
        calls = calls.concat([what])
    }

    function refresh() {
        note("refresh")
    }

    function loadMore() {
        note("loadMore")
    }
}
