import QtQuick
import Hearth.App

FakeList {
    id: people

    property string query: ""
    property int chosenCount: 0
    property string chosenText: ""
    property var calls: []

    function begin(roomId: string) {
        query = ""
        calls = calls.concat(["begin " + roomId])
    }

    function toggle(row: int) {
        const copy = rows.slice()
        copy[row] = Object.assign({}, copy[row], { isChosen: !copy[row].isChosen })
        rows = copy
        const chosen = rows.filter(each => each.isChosen)
        chosenCount = chosen.length
        chosenText = chosen.map(each => each.displayName).join(", ")
    }
}
