import QtQuick

QtObject {
    property bool isNew: true
    property string name: ""
    property string roomId: "r1"
    property string roomName: "Engine room"
    property var roomIds: ["r1", "r2", "r4"]
    property var roomNames: ["Engine room", "Sea trials", "Konstruktionsbesprechung Rumpfsegment Achtern"]
    property string channel: "kiln"
    property string field: ""
    property string condition: "above"
    property bool hasValue: condition !== "absent"
    property string value: ""
    property string clearAt: ""
    property string minutes: ""
    property string errorText: ""
}
