import QtQuick
import Hearth.Controls
import Hearth.Theme

//! Under what is folded: it fades out, and a button shows the rest.
Item {
    id: root

    required property FoldBox owner

    implicitHeight: Theme.row

    Rectangle {
        anchors.bottom: parent.top
        width: parent.width
        height: Theme.bar
        visible: root.owner.folded
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.alpha(root.owner.ground, 0)
            }
            GradientStop {
                position: 1
                color: root.owner.ground
            }
        }
    }

    Button {
        anchors.left: parent.left
        anchors.leftMargin: -leftPadding
        height: parent.height
        leftPadding: Theme.space8
        rightPadding: Theme.space8
        kind: Button.Kind.Quiet
        text: root.owner.open ? qsTr("Show less") : qsTr("Show all")
        onClicked: root.owner.open = !root.owner.open
    }
}
