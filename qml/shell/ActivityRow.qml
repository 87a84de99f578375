import QtQuick
import Hearth.Controls
import Hearth.Theme

//! One notification: who, why, what they said, and when. An ember dot while it is unread.
ItemDelegate {
    id: root

    required property string author
    required property string authorId
    required property string reason
    //! As the model calls it; `text` is the row's name for assistive technology.
    required property string excerpt
    required property string ago
    required property bool isUnread

    implicitHeight: lines.implicitHeight + Theme.space16
    focusPolicy: Qt.NoFocus
    text: isUnread ? qsTr("Unread: %1 %2, %3. %4").arg(author).arg(reason).arg(ago).arg(excerpt)
                   : qsTr("%1 %2, %3. %4").arg(author).arg(reason).arg(ago).arg(excerpt)

    contentItem: Item {
        LetterTile {
            id: tile

            y: Theme.space8
            size: Theme.tile
            name: root.author
            seed: root.authorId
        }

        Column {
            id: lines

            anchors.left: tile.right
            anchors.leftMargin: Theme.space12
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.stroke

            Item {
                width: parent.width
                height: who.height

                Label {
                    id: who

                    width: Math.min(implicitWidth, parent.width - ago.width - Theme.space8)
                    text: root.author
                    strong: true
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }

                Label {
                    anchors.left: who.right
                    anchors.leftMargin: Theme.space4
                    anchors.right: ago.left
                    anchors.rightMargin: Theme.space8
                    anchors.baseline: who.baseline
                    text: root.reason
                    kind: Label.Kind.Secondary
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }

                Label {
                    id: ago

                    anchors.right: parent.right
                    anchors.baseline: who.baseline
                    text: root.ago
                    kind: Label.Kind.Tiny
                    Accessible.ignored: true
                }
            }

            Item {
                width: parent.width
                height: said.height

                Label {
                    id: said

                    anchors.left: parent.left
                    anchors.right: dot.left
                    anchors.rightMargin: Theme.space8
                    text: root.excerpt
                    color: root.isUnread ? Theme.text : Theme.secondary
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }

                Rectangle {
                    id: dot

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.dot
                    height: Theme.dot
                    radius: Theme.dot / 2
                    opacity: root.isUnread ? 1 : 0
                    color: Theme.ember
                }
            }
        }
    }
}
