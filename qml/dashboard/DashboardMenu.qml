import QtQuick
import Hearth.App
import Hearth.Controls

//! All that can be done to a dashboard; what is done seldom is only here.
IconButton {
    id: root

    required property DashboardsViewModel dashboards
    required property DashboardViewModel board
    readonly property alias menu: menu
    readonly property alias confirm: confirm
    readonly property bool covered: menu.visible || confirm.visible

    signal addRequested
    signal shareRequested
    signal alertsRequested
    signal bareRequested

    glyph: "more"
    text: qsTr("More")
    onClicked: menu.popup(root, 0, root.height)

    Menu {
        id: menu

        MenuItem {
            glyph: "plus"
            text: qsTr("Add a panel")
            onTriggered: root.addRequested()
        }

        MenuItem {
            glyph: "draft"
            text: qsTr("Edit and rename")
            onTriggered: root.board.beginEdit()
        }

        MenuItem {
            glyph: "bell"
            text: qsTr("Alerts…")
            onTriggered: root.alertsRequested()
        }

        MenuItem {
            glyph: "share"
            text: qsTr("Share…")
            onTriggered: root.shareRequested()
        }

        MenuItem {
            glyph: "expand"
            text: qsTr("Full screen")
            onTriggered: root.bareRequested()
        }

        MenuItem {
            glyph: "trash"
            text: qsTr("Delete…")
            onTriggered: confirm.open()
        }
    }

    ConfirmSheet {
        id: confirm

        title: qsTr("Delete “%1”?").arg(root.board.name)
        text: qsTr("It goes for everybody in the team. The channels that it shows stay, with their values.")
        action: qsTr("Delete")
        onConfirmed: root.dashboards.removeCurrent()
    }
}
