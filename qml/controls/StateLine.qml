import QtQuick
import Hearth.Theme

//! A sentence under the title, its dot, and what can be done about it.
Rectangle {
    id: root

    required property string text
    property bool wrong: false
    property color dot: Theme.ember
    default property alias actions: actions.data

    implicitHeight: text === "" ? 0 : Math.max(Theme.caption, label.implicitHeight, actions.implicitHeight) + Theme.space4
    visible: text !== ""
    color: wrong ? Theme.errorGround : Theme.selected
    Accessible.role: wrong ? Accessible.AlertMessage : Accessible.StatusBar
    Accessible.name: text

    Rectangle {
        id: mark

        anchors.left: parent.left
        anchors.leftMargin: Theme.space16
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.dot
        height: Theme.dot
        radius: Theme.dot / 2
        color: root.wrong ? Theme.busy : root.dot
    }

    Label {
        id: label

        anchors.left: mark.right
        anchors.leftMargin: Theme.space8
        anchors.right: actions.left
        anchors.rightMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        wrapMode: Text.Wrap
        lineHeight: 1
        font.pointSize: Theme.smallSize
        color: root.wrong ? Theme.error : Theme.text
        Accessible.ignored: true
    }

    Row {
        id: actions

        anchors.right: parent.right
        anchors.rightMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space4
    }
}
