pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App

//! What those did who run the server, the newest first.
RemotePage {
    id: page

    heading: qsTr("What was done to the server and its accounts")
    emptyText: qsTr("Nothing has been done yet.")
    rows: session.audit

    delegate: RemoteRow {
        required property string what
        required property string when
        required property string detail

        width: page.list.width
        title: what
        details: detail === "" ? when : qsTr("%1 · %2").arg(when).arg(detail)
    }
}
