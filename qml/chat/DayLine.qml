import QtQuick
import Hearth.Controls
import Hearth.Theme

//! Where a day begins.
Item {
    id: root

    required property string text

    implicitHeight: Theme.caption + Theme.space16
    visible: text !== ""
    Accessible.role: Accessible.Heading
    Accessible.name: text

    Hairline {
        anchors.verticalCenter: label.verticalCenter
        anchors.left: parent.left
        anchors.leftMargin: Theme.space16
        anchors.right: label.left
        anchors.rightMargin: Theme.space12
    }

    Label {
        id: label

        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.space16
        height: Theme.caption
        verticalAlignment: Text.AlignVCenter
        text: root.text
        kind: Label.Kind.Secondary
        Accessible.ignored: true
    }

    Hairline {
        anchors.verticalCenter: label.verticalCenter
        anchors.left: label.right
        anchors.leftMargin: Theme.space12
        anchors.right: parent.right
        anchors.rightMargin: Theme.space16
    }
}
