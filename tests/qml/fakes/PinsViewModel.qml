import QtQuick
import Hearth.App

QtObject {
    property FakeList messages: FakeList {}
    property string errorText: ""
    property var calls: []

    function refresh() {
        calls = calls.concat(["refresh"])
    }

    function open(row: int) {
        calls = calls.concat(["open " + row])
    }
}
