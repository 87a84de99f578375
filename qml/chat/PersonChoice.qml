import QtQuick
import Hearth.Controls
import Hearth.Theme

//! A person who can be chosen: pressed once for yes, again for no.
ItemDelegate {
    id: root

    required property string userId
    required property string displayName
    required property string username
    required property int presence
    required property string statusText
    required property bool isChosen

    implicitHeight: Theme.control + Theme.space8
    focusPolicy: Qt.NoFocus
    text: displayName
    Accessible.role: Accessible.CheckBox
    Accessible.name: qsTr("%1, %2").arg(displayName).arg(statusText)
    Accessible.checkable: true
    Accessible.checked: isChosen

    contentItem: Item {
        LetterTile {
            id: tile

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.smallTile
            name: root.displayName
            seed: root.userId
        }

        Label {
            id: name

            anchors.left: tile.right
            anchors.leftMargin: Theme.space12
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, mark.x - x - Theme.space12)
            text: root.displayName
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        Label {
            anchors.left: name.right
            anchors.leftMargin: Theme.space8
            anchors.right: mark.left
            anchors.rightMargin: Theme.space12
            anchors.baseline: name.baseline
            text: root.statusText
            kind: Label.Kind.Secondary
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        CheckMark {
            id: mark

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            checked: root.isChosen
            hovered: root.hovered
        }
    }
}
