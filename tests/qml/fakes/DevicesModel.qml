import Hearth.App

RemoteFake {
    function end(row: int) {
        note("end " + row)
    }

    function endOthers() {
        note("endOthers")
    }
}
