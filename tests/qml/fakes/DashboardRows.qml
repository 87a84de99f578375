import Hearth.App

FakeList {
    property var calls: []

    function note(what: string) {
        calls = calls.concat([what])
    }

    function set(row: int, key: string, text: string) {
        note("set " + row + " " + key + " " + text)
    }

    function add() {
        note("add")
        append([rows.length > 0 ? Object.assign({}, rows[0]) : { value: "", level: "" }])
    }

    function remove(row: int) {
        note("remove " + row)
    }
}
