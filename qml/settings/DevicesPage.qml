pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! Where I am signed in.
RemotePage {
    id: page

    readonly property DevicesModel devices: session.devices

    heading: qsTr("Where you are signed in")
    emptyText: qsTr("Nothing is known of any device.")
    rows: devices

    above: Button {
        visible: page.list.count > 1
        enabled: !page.rows.busy
        text: qsTr("Sign out everywhere else…")
        onClicked: others.open()
    }

    delegate: RemoteRow {
        id: row

        required property string name
        required property string about
        required property bool isCurrent
        required property bool isOnline

        width: page.list.width
        title: name
        details: about
        glyph: "close"
        actionText: isCurrent ? "" : qsTr("Sign %1 out").arg(name)
        onActed: {
            one.row = row.index
            one.device = row.name
            one.open()
        }
    }

    ConfirmSheet {
        id: one

        property int row: -1
        property string device: ""

        title: qsTr("Sign this device out?")
        text: qsTr("“%1” is signed out at once and shows nothing new. What it has stored stays on it.").arg(device)
        action: qsTr("Sign it out")
        onConfirmed: page.devices.end(row)
    }

    ConfirmSheet {
        id: others

        title: qsTr("Sign out everywhere else?")
        text: qsTr("Every device but this one is signed out at once.")
        action: qsTr("Sign them out")
        onConfirmed: page.devices.endOthers()
    }
}
