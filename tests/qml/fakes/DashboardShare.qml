import QtQuick

QtObject {
    property string link: "http://werkstatt.local:8484/#/board/d4k2n8"
    property string wallLink: ""
    property bool busy: false
    property string errorText: ""

    function makeWallLink() {
        wallLink = "http://werkstatt.local:8484/#wall=qx1nJb7Yc0dT5mVb2Wk9LhZr8sUeFaGp3iRoNtKlEwM&dashboards=d4k2n8"
    }

    function clear() {
        wallLink = ""
    }
}
