pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Chat
import Hearth.Controls
import Hearth.Theme

//! What I was notified of, the newest first; Enter goes there.
Sheet {
    id: sheet

    required property SessionViewModel session
    readonly property NotificationsViewModel notifications: session.notifications
    readonly property alias list: list

    title: qsTr("Activity")
    onAboutToShow: notifications.refresh()
    onOpened: {
        list.currentIndex = list.count > 0 ? 0 : -1
        list.forceActiveFocus()
    }

    NavList {
        id: list

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.leftMargin: -Theme.space12
        Layout.rightMargin: -Theme.space12
        implicitHeight: Theme.activity
        model: sheet.notifications.activity
        Accessible.name: sheet.title
        onChosen: currentItem?.clicked()

        delegate: ActivityRow {
            id: row

            required property int index

            width: list.width
            current: list.activeFocus && list.currentIndex === row.index
            onClicked: {
                sheet.close()
                sheet.notifications.open(row.index)
            }
        }

        EmptyRoom {
            anchors.fill: parent
            visible: list.count === 0
            glyph: "bell"
            title: qsTr("Nothing yet")
            text: qsTr("When somebody names you, answers you or writes to you, it is listed here.")
        }
    }

    Button {
        Layout.alignment: Qt.AlignRight
        visible: list.count > 0
        enabled: sheet.notifications.unread > 0
        text: qsTr("Mark all as read")
        onClicked: sheet.notifications.markAllRead()
    }
}
