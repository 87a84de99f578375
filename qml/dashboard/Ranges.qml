import QtQuick

//! How far back one may look, and how that is called.
QtObject {
    //! ms
    readonly property var lengths: [60, 300, 900, 3600, 21600, 86400, 604800, 2592000].map(seconds => seconds * 1000)
    readonly property var texts: [qsTr("1 min"), qsTr("5 min"), qsTr("15 min"), qsTr("1 h"), qsTr("6 h"), qsTr("24 h"),
        qsTr("7 d"), qsTr("30 d")]
}
