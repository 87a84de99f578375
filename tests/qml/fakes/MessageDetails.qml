import QtQuick

QtObject {
    property var earlier: []
    property var readers: []
    property string statusText: ""
    property var calls: []

    function showEarlier(messageId: string) {
        calls = calls.concat(["showEarlier " + messageId])
    }

    function showReaders(messageId: string) {
        calls = calls.concat(["showReaders " + messageId])
    }
}
