import Hearth.App

RemoteFake {
    property bool mayMakeOwners: true

    function setRole(userId: string, role: string) {
        note("setRole " + userId + " " + role)
    }

    function setDisabled(userId: string, off: bool) {
        note("setDisabled " + userId + " " + off)
    }

    function removePerson(userId: string) {
        note("removePerson " + userId)
    }
}
