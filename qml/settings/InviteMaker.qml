pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! Makes an invite: for whom, how many and how long; then shows it, once.
ColumnLayout {
    id: root

    required property InviteViewModel invite
    property string role: "member"
    property int uses: 1
    property int days: 7

    spacing: Theme.space8

    GridLayout {
        Layout.fillWidth: true
        visible: root.invite.code === ""
        columns: 2
        columnSpacing: Theme.space12
        rowSpacing: Theme.space4

        Label {
            text: qsTr("As a")
            kind: Label.Kind.Secondary
        }

        Choice {
            label: qsTr("As a")
            values: ["member", "guest", "admin"]
            texts: [qsTr("Member"), qsTr("Guest"), qsTr("Admin")]
            value: root.role
            onChosen: value => root.role = value
        }

        Label {
            text: qsTr("For")
            kind: Label.Kind.Secondary
        }

        Choice {
            label: qsTr("For")
            values: [1, 5, 25]
            texts: [qsTr("1 person"), qsTr("5"), qsTr("25")]
            value: root.uses
            onChosen: value => root.uses = value
        }

        Label {
            text: qsTr("Good for")
            kind: Label.Kind.Secondary
        }

        Choice {
            label: qsTr("Good for")
            values: [1, 7, 30]
            texts: [qsTr("1 day"), qsTr("A week"), qsTr("30 days")]
            value: root.days
            onChosen: value => root.days = value
        }
    }

    Button {
        visible: root.invite.code === ""
        enabled: !root.invite.busy
        kind: Button.Kind.Primary
        glyph: "plus"
        text: qsTr("Make an invite")
        onClicked: root.invite.make(root.role, root.uses, root.days)
    }

    RowLayout {
        Layout.fillWidth: true
        visible: root.invite.code !== ""
        spacing: Theme.space16

        QrCode {
            Layout.preferredWidth: Theme.qrCode
            Layout.preferredHeight: Theme.qrCode
            visible: valid
            text: root.invite.link
            dark: Theme.codeDark
            light: Theme.codeLight
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("The invite as a code to be scanned: %1").arg(root.invite.link)
        }

        InviteSection {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            invite: root.invite
        }
    }

    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: root.invite.errorText
        color: Theme.error
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
    }
}
