pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! Which room a panel goes to.
Sheet {
    id: sheet

    required property PanelSender sender
    readonly property alias list: find.list

    title: qsTr("Send “%1” to").arg(sender.title)
    onAboutToShow: find.begin()
    onOpened: find.field.forceActiveFocus()

    Connections {
        target: sheet.sender

        function onAsked() {
            sheet.open()
        }

        function onSent() {
            sheet.close()
        }
    }

    FindList {
        id: find

        Layout.fillWidth: true
        Layout.fillHeight: true
        label: qsTr("Room or person")
        name: qsTr("Rooms")
        query: sheet.sender.query
        emptyText: qsTr("Nothing by that name.")
        errorText: sheet.sender.errorText
        model: sheet.sender
        onEdited: text => sheet.sender.query = text
        onChosen: row => sheet.sender.send(row)

        delegate: ItemDelegate {
            id: row

            required property int index
            required property string name
            required property bool isDirect
            required property bool isPrivate

            width: find.list.width
            implicitHeight: Theme.control + Theme.space4
            focusPolicy: Qt.NoFocus
            text: name
            current: ListView.isCurrentItem
            enabled: !sheet.sender.busy
            onClicked: sheet.sender.send(index)

            contentItem: Item {
                Icon {
                    id: glyph

                    anchors.left: parent.left
                    anchors.leftMargin: Theme.space4
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.icon
                    height: Theme.icon
                    name: row.isDirect ? "person" : row.isPrivate ? "lock" : "hash"
                    color: Theme.secondary
                }

                Label {
                    anchors.left: glyph.right
                    anchors.leftMargin: Theme.space12
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    text: row.name
                    elide: Text.ElideRight
                }
            }
        }
    }
}
