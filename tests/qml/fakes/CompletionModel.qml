import Hearth.App

FakeList {
    property var found: []
    property var calls: []

    signal accepted(int from, int to, string text)

    function look(text: string, cursor: int) {
        rows = text.endsWith("@") ? found : []
    }

    function accept(row: int) {
        const name = rows[row].subtitle
        rows = []
        accepted(0, 1, name + " ")
    }

    function dismiss() {
        calls = calls.concat(["dismiss"])
        rows = []
    }
}
