import QtQuick
import Hearth.App

QtObject {
    property string roomId: "r1"
    property string title: ""
    property string topic: ""
    property bool isDirect: false
    property FakeList messages: FakeList {}
    property FakeList members: FakeList {}
    property CompletionModel completion: CompletionModel {}
    property string typingText: ""
    property string draft: ""
    property bool atBottom: true
    property int newBelow: 0
    property int newLineRow: -1
    property bool canLoadOlder: false
    property bool loadingOlder: false
    property string emptyText: ""
    property var calls: []

    signal opensAtNewLine
    signal sent
    signal announced(string text)

    function note(what: string) {
        calls = calls.concat([what])
    }

    function send() {
        note("send " + draft)
        draft = ""
        sent()
    }

    function loadOlder() {
        note("loadOlder")
    }

    function retry(clientId: string) {
        note("retry " + clientId)
    }

    function discard(clientId: string) {
        note("discard " + clientId)
    }

    function copyText(messageId: string) {
        note("copyText " + messageId)
    }
}
