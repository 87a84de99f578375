import QtQuick
import Hearth.Controls
import Hearth.Theme

//! A message out of its room: who, where, when, and what they said with the words marked that were searched for.
ItemDelegate {
    id: root

    required property string messageId
    required property string author
    required property string authorId
    required property string room
    required property string when
    //! StyledText of our own, escaped, with `b` around what was searched for.
    required property string excerpt
    required property string spoken

    implicitHeight: lines.implicitHeight + Theme.space16
    focusPolicy: Qt.NoFocus
    text: room === "" ? qsTr("%1, %2: %3").arg(author).arg(when).arg(spoken)
                      : qsTr("%1 in %2, %3: %4").arg(author).arg(room).arg(when).arg(spoken)

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

                    width: Math.min(implicitWidth, (parent.width - said.width) * 0.6)
                    text: root.author
                    strong: true
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }

                Label {
                    anchors.left: who.right
                    anchors.leftMargin: Theme.space8
                    anchors.right: said.left
                    anchors.rightMargin: Theme.space8
                    anchors.baseline: who.baseline
                    text: root.room
                    kind: Label.Kind.Secondary
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }

                Label {
                    id: said

                    anchors.right: parent.right
                    anchors.baseline: who.baseline
                    text: root.when
                    kind: Label.Kind.Tiny
                    Accessible.ignored: true
                }
            }

            Label {
                width: parent.width
                text: Theme.marked(root.excerpt)
                textFormat: Text.StyledText
                color: Theme.secondary
                wrapMode: Text.Wrap
                maximumLineCount: 2
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
    }
}
