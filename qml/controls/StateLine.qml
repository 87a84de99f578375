import QtQuick
import Hearth.Controls
import Hearth.Theme

//! A sentence under the title, and what can be done about it.
Rectangle {
    id: root

    required property string text
    property bool wrong: false
    default property alias actions: actions.data

    implicitHeight: text === "" ? 0 : Math.max(Theme.row, label.implicitHeight + Theme.space8)
    visible: text !== ""
    color: wrong ? Theme.errorGround : Theme.selected
    Accessible.role: wrong ? Accessible.AlertMessage : Accessible.StatusBar
    Accessible.name: text

    Label {
        id: label

        anchors.left: parent.left
        anchors.leftMargin: Theme.space16
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
