import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The addresses of a dashboard: for people, and for a screen.
Sheet {
    id: sheet

    required property DashboardShare share
    readonly property alias link: link
    readonly property alias make: make
    readonly property alias wall: wall

    title: qsTr("Share the dashboard")
    onOpened: link.copy.forceActiveFocus(Qt.TabFocusReason)
    onClosed: share.clear()

    Label {
        Layout.fillWidth: true
        text: qsTr("Whoever has an account here opens it in a browser:")
        kind: Label.Kind.Secondary
        wrapMode: Text.Wrap
    }

    CurlLine {
        id: link

        Layout.fillWidth: true
        text: sheet.share.link
        what: qsTr("Copy the address")
    }

    Label {
        Layout.fillWidth: true
        Layout.topMargin: Theme.space8
        text: sheet.share.wallLink === ""
              ? qsTr("A screen on the wall needs no account: its own address reads what this dashboard shows, and nothing else.")
              : qsTr("This address is shown once. Whoever has it reads what this dashboard shows.")
        kind: Label.Kind.Secondary
        wrapMode: Text.Wrap
    }

    Button {
        id: make

        visible: sheet.share.wallLink === ""
        enabled: !sheet.share.busy
        glyph: "expand"
        text: qsTr("Make an address for a screen")
        onClicked: sheet.share.makeWallLink()
    }

    CurlLine {
        id: wall

        Layout.fillWidth: true
        visible: sheet.share.wallLink !== ""
        text: sheet.share.wallLink
        what: qsTr("Copy the address for a screen")
    }

    ErrorLine {
        Layout.fillWidth: true
        text: sheet.share.errorText
    }
}
