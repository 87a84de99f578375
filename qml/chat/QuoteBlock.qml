import QtQuick
import Hearth.Controls
import Hearth.Theme

//! Somebody's words again, with a bar at their side.
Item {
    id: root

    required property string text

    implicitHeight: label.implicitHeight

    Rectangle {
        anchors.left: parent.left
        width: Theme.stroke
        height: parent.height - Theme.space4
        radius: Theme.stroke / 2
        color: Theme.outline
    }

    Label {
        id: label

        anchors.left: parent.left
        anchors.leftMargin: Theme.space12
        anchors.right: parent.right
        text: root.text
        textFormat: Text.StyledText
        horizontalAlignment: undefined
        wrapMode: Text.Wrap
        color: Theme.secondary
        Accessible.ignored: true
        onLinkActivated: link => Qt.openUrlExternally(link)
    }
}
