import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! An invite that was made: a code to read out or a link to send.
ColumnLayout {
    id: root

    required property InviteViewModel invite

    spacing: Theme.space8

    Rectangle {
        Layout.fillWidth: true
        implicitHeight: code.implicitHeight + 2 * Theme.space12
        radius: Theme.cardRadius
        color: Theme.code
        border.width: Theme.hairline
        border.color: Theme.line

        Label {
            id: code

            anchors.left: parent.left
            anchors.leftMargin: Theme.space16
            anchors.right: copy.left
            anchors.verticalCenter: parent.verticalCenter
            text: root.invite.code
            kind: Label.Kind.Mono
            font.pointSize: Theme.bigSize
            fontSizeMode: Text.HorizontalFit
            minimumPointSize: Theme.smallSize
            elide: Text.ElideRight
            Accessible.name: qsTr("Invite code: %1").arg(text)
        }

        IconButton {
            id: copy

            anchors.right: parent.right
            anchors.rightMargin: Theme.space8
            anchors.verticalCenter: parent.verticalCenter
            glyph: done.running ? "check" : "copy"
            text: done.running ? qsTr("Copied") : qsTr("Copy as a link")
            onClicked: {
                root.invite.copy()
                done.restart()
            }

            Timer {
                id: done

                interval: Theme.doneDelay
            }
        }
    }

    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: root.invite.hint
        kind: Label.Kind.Secondary
        wrapMode: Text.Wrap
    }

    Button {
        kind: Button.Kind.Quiet
        Layout.leftMargin: -Theme.space16
        text: qsTr("Make another")
        onClicked: root.invite.clear()
    }
}
