import QtQuick
import Hearth.App

QtObject {
    enum Level {
        Everything,
        ForMe,
        Nothing
    }

    property string roomId: "r1"
    property string title: ""
    property string topic: ""
    property bool isDirect: false
    property int level: ConversationViewModel.Level.ForMe
    property FakeList messages: FakeList {}
    property FakeList members: FakeList {}
    property PinsViewModel pins: PinsViewModel {}
    property MessageDetails details: MessageDetails {}
    property RoomViewModel room: RoomViewModel {}
    property bool isThread: false
    property CompletionModel completion: CompletionModel {}
    property string typingText: ""
    property string draft: ""
    property bool atBottom: true
    property int newBelow: 0
    property int newLineRow: -1
    property bool canLoadOlder: false
    property bool loadingOlder: false
    property bool away: false
    property string emptyText: ""
    property string contextTitle: ""
    property string contextText: ""
    property bool mayModerate: false
    property var attachments: []
    property var calls: []

    signal opensAtNewLine
    signal sent
    signal contextChanged
    signal jumps(int row)
    signal pictureOpened(string fileId, string name, url picture)
    signal announced(string text)

    function note(what: string) {
        calls = calls.concat([what])
    }

    function send() {
        note("send " + draft)
        draft = ""
        sent()
    }

    function begin(title: string, what: string) {
        note(what)
        contextTitle = title
        contextText = title === "" ? "" : "what it said"
        contextChanged()
    }

    function beginReply(messageId: string) {
        begin("Reply to Mira", "beginReply " + messageId)
    }

    function beginEdit(messageId: string) {
        begin("Edit message", "beginEdit " + messageId)
    }

    function editLast() {
        begin("Edit message", "editLast")
    }

    function endContext() {
        begin("", "endContext")
    }

    function excerpt(messageId: string): string {
        return "what it said"
    }

    function jumpTo(messageId: string) {
        note("jumpTo " + messageId)
    }

    function react(messageId: string, emoji: string) {
        note("react " + messageId + " " + emoji)
    }

    function remove(messageId: string) {
        note("remove " + messageId)
    }

    function setPinned(messageId: string, on: bool) {
        note("setPinned " + messageId + " " + on)
    }

    function attach(files: var) {
        note("attach " + files.length)
    }

    function paste(): bool {
        note("paste")
        return false
    }

    function detach(index: int) {
        note("detach " + index)
        attachments = attachments.filter((each, at) => at !== index)
    }

    function saveFile(fileId: string) {
        note("saveFile " + fileId)
    }

    function cancelSave(fileId: string) {
        note("cancelSave " + fileId)
    }

    function openPicture(fileId: string) {
        note("openPicture " + fileId)
    }

    function loadOlder() {
        note("loadOlder")
    }

    function loadNewer() {
        note("loadNewer")
    }

    function toNewest() {
        away = false
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
