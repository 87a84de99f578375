import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

Sheet {
    id: sheet

    required property SettingsViewModel settings
    required property SessionViewModel session

    signal keysRequested

    title: qsTr("Settings")
    onClosed: session.invite.clear()

    ScrollColumn {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.margins: -Theme.space4

        Label {
            text: qsTr("Appearance")
            kind: Label.Kind.Secondary
            strong: true
        }

        ThemeChoice {
            Layout.fillWidth: true
            settings: sheet.settings
        }

        Switch {
            Layout.fillWidth: true
            enabled: !sheet.settings.systemReducesMotion
            text: sheet.settings.systemReducesMotion ? qsTr("Less motion, as your desktop asks")
                                                     : qsTr("Less motion")
            checked: sheet.settings.lessMotion
            onToggled: sheet.settings.lessMotion = checked
        }

        Label {
            Layout.topMargin: Theme.space12
            text: qsTr("Writing")
            kind: Label.Kind.Secondary
            strong: true
        }

        Switch {
            Layout.fillWidth: true
            text: qsTr("Enter sends the message")
            checked: sheet.settings.sendWithEnter
            onToggled: sheet.settings.sendWithEnter = checked
        }

        Label {
            Layout.fillWidth: true
            Layout.topMargin: -Theme.space12
            leftPadding: Theme.px(32) + Theme.space8
            text: sheet.settings.sendWithEnter ? qsTr("Shift-Enter starts a new line.")
                                               : qsTr("Enter starts a new line, Ctrl-Enter sends.")
            kind: Label.Kind.Secondary
            wrapMode: Text.Wrap
        }

        Label {
            Layout.topMargin: Theme.space12
            text: qsTr("Notifications")
            kind: Label.Kind.Secondary
            strong: true
        }

        NotificationSection {
            Layout.fillWidth: true
            notifications: sheet.session.notifications
        }

        Label {
            Layout.topMargin: Theme.space12
            text: qsTr("Account")
            kind: Label.Kind.Secondary
            strong: true
        }

        AccountSection {
            Layout.fillWidth: true
            session: sheet.session
            onSignOutRequested: {
                sheet.close()
                sheet.session.signOut()
            }
        }

        InviteSection {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space12
            visible: sheet.session.invite.allowed
            invite: sheet.session.invite
        }

        Hairline {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space8
        }

        Button {
            Layout.leftMargin: -Theme.space16
            kind: Button.Kind.Quiet
            glyph: "keys"
            text: qsTr("All keys")
            onClicked: sheet.keysRequested()
        }
    }
}
