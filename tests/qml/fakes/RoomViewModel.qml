import QtQuick
import Hearth.App

QtObject {
    property string name: "Engine room"
    property string topic: "Everything that turns"
    property bool isPrivate: false
    property bool isDirect: false
    property bool archived: false
    property bool mayManage: false
    property bool mayInvite: true
    property string roleText: ""
    property HooksModel hooks: HooksModel {}
    property bool busy: false
    property string errorText: ""
    property var calls: []

    signal done

    function note(what: string) {
        calls = calls.concat([what])
    }

    function save(name: string, topic: string, isPrivate: bool) {
        note("save " + name + "|" + topic + "|" + isPrivate)
    }

    function setArchived(on: bool) {
        note("setArchived " + on)
    }

    function leave() {
        note("leave")
    }

    function setMemberRole(userId: string, role: string) {
        note("setMemberRole " + userId + " " + role)
    }

    function removeMember(userId: string) {
        note("removeMember " + userId)
    }

    function clearError() {
        errorText = ""
    }
}
