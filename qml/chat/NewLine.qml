import QtQuick
import Hearth.Controls
import Hearth.Theme

//! What came since the room was last read begins below.
Item {
    implicitHeight: Theme.caption
    Accessible.role: Accessible.Separator
    Accessible.name: label.text

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: parent.left
        anchors.leftMargin: Theme.space16
        anchors.right: label.left
        anchors.rightMargin: Theme.space8
        height: Theme.hairline
        color: Theme.ember
    }

    Label {
        id: label

        anchors.right: parent.right
        anchors.rightMargin: Theme.space16
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("New")
        kind: Label.Kind.Secondary
        strong: true
        color: Theme.emberText
        Accessible.ignored: true
    }
}
