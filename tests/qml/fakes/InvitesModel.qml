import Hearth.App

RemoteFake {
    function revoke(row: int) {
        note("revoke " + row)
    }
}
