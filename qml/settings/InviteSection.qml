import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! Lets somebody new in: one press, and a code to read out or a link to send.
ColumnLayout {
    id: root

    required property InviteViewModel invite

    spacing: Theme.space8

    Label {
        text: qsTr("People")
        kind: Label.Kind.Secondary
        strong: true
    }

    Button {
        visible: root.invite.code === ""
        enabled: !root.invite.busy
        glyph: "plus"
        text: qsTr("Invite somebody to Hearth")
        onClicked: root.invite.make()
    }

    Rectangle {
        Layout.fillWidth: true
        implicitHeight: code.implicitHeight + 2 * Theme.space12
        visible: root.invite.code !== ""
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
        text: root.invite.errorText !== "" ? root.invite.errorText : root.invite.hint
        kind: Label.Kind.Secondary
        color: root.invite.errorText !== "" ? Theme.error : Theme.secondary
        wrapMode: Text.Wrap
        Accessible.role: root.invite.errorText !== "" ? Accessible.AlertMessage : Accessible.StaticText
    }
}
