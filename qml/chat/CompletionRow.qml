import QtQuick
import Hearth.Controls
import Hearth.Theme

//! A person or an emoji that can be put in.
ItemDelegate {
    id: root

    required property string title
    required property string subtitle
    required property string picture
    required property string seed

    focusPolicy: Qt.NoFocus
    text: title
    Accessible.name: root.picture !== "" ? qsTr("%1 %2").arg(root.picture).arg(root.title) : root.title
    Accessible.selected: current

    contentItem: Item {
        LetterTile {
            id: tile

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            visible: root.picture === ""
            size: Theme.px(22)
            name: root.title
            seed: root.seed
        }

        Label {
            anchors.centerIn: tile
            visible: root.picture !== ""
            text: root.picture
            font.family: Theme.emoji
            font.pointSize: Theme.titleSize
            Accessible.ignored: true
        }

        Label {
            id: name

            anchors.left: tile.right
            anchors.leftMargin: Theme.space12
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, parent.width - x)
            text: root.title
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        Label {
            anchors.left: name.right
            anchors.leftMargin: Theme.space8
            anchors.right: parent.right
            anchors.baseline: name.baseline
            text: root.subtitle
            kind: Label.Kind.Secondary
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
}
