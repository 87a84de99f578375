import QtQuick
import Hearth.Controls
import Hearth.Theme

//! Somebody's words again, with a bar at their side.
Item {
    id: root

    required property string text

    implicitHeight: label.implicitHeight

    Rectangle {
        width: Theme.stroke
        height: parent.height
        radius: Theme.stroke / 2
        color: Theme.outline
    }

    Label {
        id: label

        x: Theme.space12
        width: parent.width - Theme.space12
        text: root.text
        textFormat: Text.StyledText
        wrapMode: Text.Wrap
        color: Theme.secondary
        Accessible.ignored: true
        onLinkActivated: link => Qt.openUrlExternally(link)
    }
}
