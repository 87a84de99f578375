pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! How somebody new comes in: a link or a code to be scanned, and those that are still good.
RemotePage {
    id: page

    readonly property InvitesModel invites: session.invites

    heading: qsTr("Invites")
    emptyText: qsTr("No invite is waiting to be used.")
    rows: invites

    above: InviteMaker {
        Layout.fillWidth: true
        invite: page.session.invite
    }

    delegate: RemoteRow {
        id: row

        required property string what
        required property string about

        width: page.list.width
        title: what
        details: about
        glyph: "trash"
        actionText: qsTr("Revoke this invite")
        onActed: {
            revoking.row = row.index
            revoking.open()
        }
    }

    ConfirmSheet {
        id: revoking

        property int row: -1

        title: qsTr("Revoke this invite?")
        text: qsTr("Whoever has it can no longer come in with it. Who came in already stays.")
        action: qsTr("Revoke")
        onConfirmed: page.invites.revoke(row)
    }
}
