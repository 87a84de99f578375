import QtQuick
import Hearth.Controls
import Hearth.Theme

//! An open room that one may join.
ItemDelegate {
    id: root

    required property string roomId
    required property string name
    required property string topic

    implicitHeight: Theme.control + Theme.space12
    focusPolicy: Qt.NoFocus
    text: name

    contentItem: Item {
        Column {
            anchors.left: parent.left
            anchors.right: join.left
            anchors.rightMargin: Theme.space12
            anchors.verticalCenter: parent.verticalCenter

            Label {
                width: parent.width
                text: root.name
                strong: true
                elide: Text.ElideRight
                Accessible.ignored: true
            }

            Label {
                width: parent.width
                visible: text !== ""
                text: root.topic
                kind: Label.Kind.Secondary
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }

        Label {
            id: join

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Join")
            strong: true
            color: Theme.emberText
            Accessible.ignored: true
        }
    }
}
