import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! What may become a panel: the channels that are on none.
Popup {
    id: popup

    required property DashboardViewModel board
    readonly property var channels: board.channels
    readonly property alias offers: offers

    width: Math.min(Theme.form, parent.width - 2 * Theme.space8)
    padding: Theme.space16
    focus: true
    onAboutToShow: channels.refresh()
    onOpened: contentItem.nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)

    Connections {
        target: popup.board.panels

        function onRowsInserted() {
            popup.close()
        }
    }

    contentItem: Column {
        spacing: Theme.space12

        ChannelOffers {
            id: offers

            width: parent.width
            board: popup.board
        }

        Label {
            width: parent.width
            visible: !offers.visible
            text: popup.channels.errorText !== "" ? popup.channels.errorText
                                                        : qsTr("Every channel is on a panel of this dashboard.")
            kind: Label.Kind.Secondary
            wrapMode: Text.Wrap
        }

        Button {
            width: parent.width
            text: qsTr("Describe a panel yourself…")
            onClicked: {
                popup.close()
                popup.board.newPanel()
            }
        }
    }
}
