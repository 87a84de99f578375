import QtQuick
import Hearth.Theme

//! Presence by colour and by shape: a full dot, a ring when offline, a bar across when busy, pale when
//! not known.
Rectangle {
    id: dot

    required property int presence
    property color ground: "transparent"
    readonly property string word: [qsTr("Online"), qsTr("Away"), qsTr("Busy"), qsTr("Offline"),
        qsTr("Invisible"), qsTr("Not known")][presence] ?? ""
    readonly property bool here: presence < 3 || presence === 4
    readonly property bool hollow: presence === 3 || presence === 4

    implicitWidth: Theme.dot
    implicitHeight: Theme.dot
    radius: width / 2
    color: hollow ? ground : Theme.presence[presence] ?? Theme.offline
    border.width: hollow ? Math.max(1, Math.round(Theme.dot / 5)) : 0
    border.color: Theme.offline

    Rectangle {
        anchors.centerIn: parent
        visible: dot.presence === 2
        width: parent.width - Theme.space4
        height: Theme.stroke
        color: Theme.panel
    }
}
