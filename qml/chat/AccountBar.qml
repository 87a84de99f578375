import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! Who I am here and how I appear to the others.
RowLayout {
    id: root

    required property SessionViewModel session
    required property bool folded

    signal settingsRequested
    signal foldRequested

    spacing: 0

    ItemDelegate {
        id: self

        Layout.fillWidth: true
        Layout.leftMargin: Theme.space8
        Layout.rightMargin: root.folded ? Theme.space8 : 0
        implicitHeight: Theme.control + Theme.space8
        leftPadding: Theme.space8
        rightPadding: Theme.space8
        focusPolicy: Qt.StrongFocus
        text: qsTr("%1, %2: change how you appear").arg(root.session.username).arg(dot.word)
        onClicked: menu.open()

        contentItem: RowLayout {
            spacing: Theme.space8

            LetterTile {
                id: tile

                size: Theme.smallTile
                name: root.session.username
                seed: root.session.userId

                Rectangle {
                    anchors.centerIn: dot
                    width: dot.width + 2 * Theme.stroke
                    height: width
                    radius: width / 2
                    color: Theme.panel
                }

                PresenceDot {
                    id: dot

                    anchors.horizontalCenter: parent.right
                    anchors.verticalCenter: parent.bottom
                    anchors.horizontalCenterOffset: -Theme.stroke
                    anchors.verticalCenterOffset: -Theme.stroke
                    presence: root.session.ownStatus
                    ground: Theme.panel
                }
            }

            ColumnLayout {
                Layout.fillWidth: true
                visible: !root.folded
                spacing: 0

                Label {
                    Layout.fillWidth: true
                    text: root.session.username
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }

                Label {
                    Layout.fillWidth: true
                    text: dot.word
                    kind: Label.Kind.Tiny
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }
            }
        }

        Menu {
            id: menu

            y: -implicitHeight - Theme.space4

            MenuItem {
                text: qsTr("Online")
                dot: Theme.online
                onTriggered: root.session.ownStatus = 0
            }

            MenuItem {
                text: qsTr("Away")
                dot: Theme.away
                onTriggered: root.session.ownStatus = 1
            }

            MenuItem {
                text: qsTr("Busy")
                dot: Theme.busy
                onTriggered: root.session.ownStatus = 2
            }

            MenuItem {
                text: qsTr("Invisible")
                dot: Theme.offline
                onTriggered: root.session.ownStatus = 4
            }
        }
    }

    IconButton {
        visible: !root.folded
        glyph: "sidebar"
        text: qsTr("Fold the rooms")
        keys: qsTr("Ctrl B")
        onClicked: root.foldRequested()
    }

    IconButton {
        Layout.rightMargin: Theme.space8
        visible: !root.folded
        glyph: "settings"
        text: qsTr("Settings")
        keys: qsTr("Ctrl ,")
        onClicked: root.settingsRequested()
    }
}
