import QtQuick
import Hearth.Controls
import Hearth.Theme

//! Holds a tall thing short until asked, so that one message never takes the room over.
Item {
    id: root

    default property alias content: holder.data
    required property real contentHeight
    property color ground: Theme.ground
    //! Whether there is more than the content that is made so far.
    property bool more: false
    property bool open: false
    readonly property bool tall: more || open || contentHeight > Theme.foldedMessage * 1.25
    readonly property bool folded: tall && !open

    implicitHeight: holder.height + (tall ? button.height : 0)

    Item {
        id: holder

        width: parent.width
        height: root.folded ? Math.min(Theme.foldedMessage, root.contentHeight) : root.contentHeight
        clip: root.folded
    }

    Rectangle {
        anchors.bottom: holder.bottom
        width: parent.width
        height: Theme.bar
        visible: root.folded
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.alpha(root.ground, 0)
            }
            GradientStop {
                position: 1
                color: root.ground
            }
        }
    }

    Button {
        id: button

        anchors.top: holder.bottom
        anchors.left: parent.left
        anchors.leftMargin: -leftPadding
        height: Theme.row
        leftPadding: Theme.space8
        visible: root.tall
        kind: Button.Kind.Quiet
        text: root.open ? qsTr("Show less") : qsTr("Show all")
        onClicked: root.open = !root.open
    }
}
