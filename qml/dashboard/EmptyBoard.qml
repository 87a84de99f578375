import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! A dashboard without panels: what it is for, and how the first one comes.
Item {
    id: root

    required property DashboardViewModel board
    required property DashboardsViewModel dashboards
    readonly property bool known: offers.rows.count > 0

    Column {
        anchors.centerIn: parent
        width: Math.min(Theme.sheet, parent.width - 2 * Theme.space24)
        spacing: Theme.space12

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.tile
            height: Theme.tile
            name: "chart"
            color: Theme.emberText
        }

        Label {
            width: parent.width
            text: qsTr("Nothing is drawn here yet")
            kind: Label.Kind.Title
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
        }

        Label {
            width: parent.width
            text: root.known ? qsTr("Press a channel: it becomes the first panel, with all that it has told.")
                             : qsTr("Whatever can run this line is a channel. Its first value is offered here as a panel.")
            color: Theme.secondary
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
        }

        ChannelOffers {
            id: offers

            objectName: "offers-in-place"
            width: parent.width
            board: root.board
        }

        CurlLine {
            width: parent.width
            visible: !root.known
            text: root.dashboards.curlLine
        }

        Button {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: !root.known && !root.dashboards.hasToken
            enabled: !root.dashboards.busy
            kind: Button.Kind.Quiet
            text: qsTr("Put a token in, which publishes and does nothing else")
            onClicked: root.dashboards.makeToken()
        }
    }
}
