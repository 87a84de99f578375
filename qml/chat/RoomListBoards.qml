pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The dashboards, below the rooms: always in the same place, at most a third of the column.
ColumnLayout {
    id: root

    required property DashboardsViewModel dashboards
    required property bool folded
    required property int room
    required property bool mayMake
    readonly property alias list: list

    signal newRequested
    signal opened

    spacing: 0
    visible: mayMake || list.count > 0

    Hairline {
        Layout.fillWidth: true
        Layout.leftMargin: root.folded ? Theme.space12 : 0
        Layout.rightMargin: root.folded ? Theme.space12 : 0
        Layout.bottomMargin: Theme.space4
    }

    RowLayout {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.space16
        Layout.rightMargin: Theme.space8
        Layout.minimumHeight: Theme.caption
        visible: !root.folded
        spacing: 0

        Label {
            Layout.fillWidth: true
            text: qsTr("Dashboards")
            kind: Label.Kind.Tiny
            strong: true
            elide: Text.ElideRight
            Accessible.role: Accessible.Heading
        }

        IconButton {
            visible: root.mayMake
            implicitHeight: Theme.caption
            glyph: "plus"
            text: qsTr("New dashboard")
            keys: qsTr("Ctrl D")
            onClicked: root.newRequested()
        }
    }

    NavList {
        id: list

        Layout.fillWidth: true
        Layout.preferredHeight: Math.min(contentHeight, Math.round(root.room / 3))
        Layout.bottomMargin: Theme.space4
        visible: count > 0
        model: root.dashboards.list
        Accessible.name: qsTr("Dashboards")
        onChosen: currentItem?.opened()

        delegate: DashboardRow {
            id: row

            required property int index

            width: list.width
            folded: root.folded
            focused: list.activeFocus && list.currentIndex === row.index
            onOpened: {
                list.currentIndex = row.index
                root.dashboards.open(row.dashboardId)
                root.opened()
            }
        }
    }

    Button {
        Layout.leftMargin: Theme.space4
        Layout.bottomMargin: Theme.space4
        visible: list.count === 0 && !root.folded
        kind: Button.Kind.Quiet
        implicitHeight: Theme.row
        leftPadding: Theme.space12
        rightPadding: Theme.space12
        glyph: "dashboard"
        text: qsTr("Make the first one")
        onClicked: root.newRequested()
    }
}
