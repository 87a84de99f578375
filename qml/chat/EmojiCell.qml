import QtQuick
import QtQuick.Templates as T
import Hearth.Controls
import Hearth.Theme

//! One emoji to choose.
T.Button {
    id: root

    required property string name
    required property string picture
    required property bool current

    focusPolicy: Qt.NoFocus
    Accessible.name: name

    contentItem: Label {
        text: root.picture
        font.family: Theme.emoji
        font.pointSize: Theme.bigSize
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }

    background: HoverGround {
        hovered: root.hovered
        down: root.down
        current: root.current
    }

    ToolTip {
        shown: root.hovered && !root.down
        text: root.name
    }
}
