import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The dashboard's name, how far back it looks, and what can be done to it.
Item {
    id: root

    required property DashboardsViewModel dashboards
    required property DashboardViewModel board
    required property bool single
    readonly property bool roomy: width >= Theme.readingWidth
    //! Not even the buttons have room: they are in the menu, too.
    readonly property bool tight: width < Theme.sheet
    readonly property alias ranges: ranges
    readonly property alias more: more

    signal backRequested
    signal addRequested
    signal shareRequested
    signal alertsRequested
    signal bareRequested

    implicitHeight: Theme.bar

    IconButton {
        id: back

        anchors.left: parent.left
        anchors.leftMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        visible: root.single
        glyph: "back"
        turns: true
        text: qsTr("Back to the rooms")
        keys: qsTr("Esc")
        onClicked: root.backRequested()
    }

    Label {
        anchors.left: root.single ? back.right : parent.left
        anchors.leftMargin: root.single ? Theme.space4 : Theme.space16
        anchors.right: tools.left
        anchors.rightMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        text: root.board.name
        kind: Label.Kind.Title
        elide: Text.ElideRight
        Accessible.role: Accessible.Heading
    }

    Row {
        id: tools

        anchors.right: parent.right
        anchors.rightMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter

        RangeChoice {
            id: ranges

            anchors.verticalCenter: parent.verticalCenter
            rightPadding: Theme.space8
            range: root.board.range
            roomy: root.roomy
        }

        IconButton {
            visible: root.board.range.zoomed
            glyph: "zoom-out"
            text: qsTr("Back to the whole range")
            keys: qsTr("Esc")
            onClicked: root.board.range.reset()
        }

        IconButton {
            glyph: root.board.range.paused ? "play" : "pause"
            text: root.board.range.paused ? qsTr("Go on") : qsTr("Pause")
            keys: qsTr("Space")
            checked: root.board.range.paused
            onClicked: root.board.range.paused = !root.board.range.paused
        }

        IconButton {
            visible: !root.tight
            glyph: "plus"
            text: qsTr("Add a panel")
            keys: qsTr("a")
            onClicked: root.addRequested()
        }

        IconButton {
            visible: !root.tight
            glyph: "draft"
            text: qsTr("Edit the dashboard")
            keys: qsTr("e")
            onClicked: root.board.beginEdit()
        }

        IconButton {
            visible: !root.tight
            glyph: "share"
            text: qsTr("Share")
            onClicked: root.shareRequested()
        }

        IconButton {
            visible: !root.tight
            glyph: "expand"
            text: qsTr("Full screen")
            keys: qsTr("F11")
            onClicked: root.bareRequested()
        }

        DashboardMenu {
            id: more

            dashboards: root.dashboards
            board: root.board
            onAddRequested: root.addRequested()
            onShareRequested: root.shareRequested()
            onAlertsRequested: root.alertsRequested()
            onBareRequested: root.bareRequested()
        }
    }

    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
