import QtQuick
import QtQuick.Layouts
import Hearth.Controls
import Hearth.Theme

//! The server's name, and the way to everything.
ColumnLayout {
    id: root

    required property string serverName
    required property bool folded
    required property int unreadActivity
    required property bool mayMake

    signal activityRequested
    signal foldRequested
    signal findRequested
    signal newRoomRequested
    signal browseRequested

    spacing: 0

    RowLayout {
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.bar
        Layout.leftMargin: root.folded ? 0 : Theme.space16
        Layout.rightMargin: root.folded ? 0 : Theme.space8
        spacing: 0

        Label {
            Layout.fillWidth: true
            visible: !root.folded
            text: root.serverName
            kind: Label.Kind.Title
            elide: Text.ElideRight
            Accessible.role: Accessible.Heading
        }

        IconButton {
            visible: !root.folded
            glyph: "compass"
            text: qsTr("Browse the open rooms")
            onClicked: root.browseRequested()
        }

        IconButton {
            visible: !root.folded && root.mayMake
            glyph: "plus"
            text: qsTr("New room")
            keys: qsTr("Ctrl N")
            onClicked: root.newRoomRequested()
        }

        IconButton {
            Layout.alignment: Qt.AlignHCenter
            visible: root.folded
            glyph: "sidebar"
            text: qsTr("Unfold the rooms")
            keys: qsTr("Ctrl B")
            onClicked: root.foldRequested()
        }
    }

    RowLayout {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.space12
        Layout.rightMargin: root.folded ? Theme.space12 : Theme.space8
        Layout.bottomMargin: Theme.space8
        spacing: Theme.space4

        Button {
            id: find

            Layout.fillWidth: true
            implicitHeight: Theme.row
            leftPadding: Theme.space8
            rightPadding: Theme.space8
            text: qsTr("Find a room or a person")
            onClicked: root.findRequested()

            contentItem: RowLayout {
                spacing: Theme.space8

                Icon {
                    Layout.fillWidth: root.folded
                    implicitWidth: Theme.px(15)
                    implicitHeight: Theme.px(15)
                    name: "search"
                    color: Theme.secondary
                }

                Label {
                    Layout.fillWidth: true
                    visible: !root.folded
                    text: qsTr("Find")
                    color: Theme.secondary
                    Accessible.ignored: true
                }

                Label {
                    visible: !root.folded
                    text: qsTr("Ctrl K")
                    kind: Label.Kind.Tiny
                    Accessible.ignored: true
                }
            }

            background: Rectangle {
                radius: Theme.radius
                color: find.hovered ? Theme.pressed : Theme.hover

                FocusRing {
                    shown: find.visualFocus
                }
            }
        }

        IconButton {
            id: bell

            visible: !root.folded
            glyph: "bell"
            text: root.unreadActivity > 0 ? qsTr("Activity, %1 unread").arg(root.unreadActivity) : qsTr("Activity")
            keys: qsTr("Ctrl J")
            onClicked: root.activityRequested()

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.horizontalCenterOffset: Theme.space8 - Theme.stroke
                anchors.verticalCenter: parent.verticalCenter
                anchors.verticalCenterOffset: -Theme.space8
                width: Theme.dot
                height: Theme.dot
                radius: Theme.dot / 2
                visible: root.unreadActivity > 0
                color: Theme.ember
                border.width: Theme.hairline
                border.color: Theme.panel
            }
        }
    }
}
