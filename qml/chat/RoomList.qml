pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The left column: what needs me on top, then what is unread, then the rest.
Rectangle {
    id: root

    required property SessionViewModel session
    required property bool folded
    readonly property alias list: list
    readonly property alias boards: boards

    signal activityRequested
    signal foldRequested
    signal findRequested
    signal newRoomRequested
    signal newDashboardRequested
    signal browseRequested
    signal settingsRequested
    signal roomOpened

    //! Opens the room before or after the one that is open.
    function step(direction: int) {
        let from = list.currentIndex
        for (let i = 0; i < list.count; ++i) {
            if (list.itemAtIndex(i)?.isCurrent)
                from = i
        }
        const to = Math.max(0, Math.min(list.count - 1, from + direction))
        list.currentIndex = to
        list.currentItem?.opened()
    }

    color: Theme.panel

    ColumnLayout {
        anchors.fill: parent
        anchors.rightMargin: Theme.hairline
        spacing: 0

        RoomListHeader {
            Layout.fillWidth: true
            serverName: root.session.serverName
            folded: root.folded
            unreadActivity: root.session.notifications.unread
            mayMake: root.session.mayMake
            onActivityRequested: root.activityRequested()
            onFoldRequested: root.foldRequested()
            onFindRequested: root.findRequested()
            onNewRoomRequested: root.newRoomRequested()
            onBrowseRequested: root.browseRequested()
        }

        NavList {
            id: list

            Layout.fillWidth: true
            Layout.fillHeight: true
            model: root.session.rooms
            section.property: "section"
            bottomMargin: Theme.space8
            Accessible.name: qsTr("Rooms")
            onChosen: currentItem?.opened()

            delegate: RoomRow {
                id: row

                required property int index

                width: list.width
                folded: root.folded
                focused: list.activeFocus && list.currentIndex === row.index
                onOpened: {
                    list.currentIndex = row.index
                    root.session.openRoom(row.roomId)
                    root.roomOpened()
                }
            }

            EmptyRoom {
                anchors.fill: parent
                visible: list.count === 0 && !root.folded
                title: qsTr("No rooms yet")
                text: qsTr("Rooms that you join are listed here.")
                // Beside it the empty middle offers the same.
                actionText: root.width > Theme.rooms ? qsTr("Browse rooms") : ""
                onAction: root.browseRequested()
            }
        }

        RoomListBoards {
            id: boards

            Layout.fillWidth: true
            dashboards: root.session.dashboards
            mayMake: root.session.mayMake
            folded: root.folded
            room: root.height
            onNewRequested: root.newDashboardRequested()
            onOpened: root.roomOpened()
        }

        Hairline {
            Layout.fillWidth: true
        }

        AccountBar {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.bar
            session: root.session
            folded: root.folded
            onSettingsRequested: root.settingsRequested()
            onFoldRequested: root.foldRequested()
        }
    }

    Hairline {
        anchors.right: parent.right
        height: parent.height
    }
}
