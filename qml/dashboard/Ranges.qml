import QtQuick

//! How far back one may look, and how that is called.
QtObject {
    //! ms
    readonly property var lengths: [60000, 300000, 900000, 3600000, 21600000, 86400000, 604800000, 2592000000]
    readonly property var texts: [qsTr("1 min"), qsTr("5 min"), qsTr("15 min"), qsTr("1 h"), qsTr("6 h"), qsTr("24 h"),
        qsTr("7 d"), qsTr("30 d")]
}
