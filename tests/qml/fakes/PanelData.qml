import QtQuick

QtObject {
    property string panelId: "p"
    property string title: "Panel"
    property string kind: "line"
    property string valueText: ""
    property string noteText: ""
    property bool stale: false
    property int level: 0
}
