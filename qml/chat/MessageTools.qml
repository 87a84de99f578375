import QtQuick
import Hearth.Controls
import Hearth.Theme

//! What a message shows under the pointer or the keyboard: its time, where its head does not say it, and what can be done.
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

    Surface {
        anchors.left: parent.left
        anchors.leftMargin: root.owner.reach - width - Theme.space12
        y: -Theme.space4
        width: buttons.implicitWidth + 2 * Theme.stroke
        height: Theme.caption + 2 * Theme.stroke
        visible: root.owner.messageId !== "" && !root.owner.isDeleted

        Row {
            id: buttons

            anchors.centerIn: parent

            ToolButton {
                id: smile

                glyph: "smile"
                text: qsTr("React")
                onClicked: root.owner.pickRequested(smile)
            }

            ToolButton {
                glyph: "reply"
                text: qsTr("Reply")
                onClicked: root.owner.replyRequested()
            }

            ToolButton {
                glyph: "copy"
                text: qsTr("Copy text")
                onClicked: root.owner.copyRequested()
            }

            ToolButton {
                id: more

                glyph: "more"
                text: qsTr("More")
                onClicked: root.owner.menuRequested(more)
            }
        }
    }

    component ToolButton: IconButton {
        width: Theme.caption
        height: Theme.caption
        focusPolicy: Qt.NoFocus
    }
}
