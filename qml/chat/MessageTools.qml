import QtQuick
import Hearth.Controls
import Hearth.Theme

//! What a message shows under the pointer: its time, where its head does not say it, and a button.
Item {
    id: root

    required property MessageDelegate owner

    Label {
        anchors.left: parent.left
        width: root.owner.gutter - Theme.space12
        y: Theme.stroke + Theme.hairline
        height: Theme.bodyLine
        horizontalAlignment: Text.AlignRight
        verticalAlignment: Text.AlignVCenter
        visible: !root.owner.startsGroup
        text: root.owner.timeText
        kind: Label.Kind.Tiny
        Accessible.ignored: true
    }

    IconButton {
        anchors.left: parent.left
        anchors.leftMargin: root.owner.reach - width - Theme.space12
        y: Theme.stroke
        width: Theme.caption
        height: Theme.caption
        visible: !root.owner.waiting
        focusPolicy: Qt.NoFocus
        glyph: "copy"
        text: qsTr("Copy text")
        onClicked: root.owner.copyRequested()
    }
}
