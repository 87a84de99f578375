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
    readonly property alias field: field
    readonly property alias list: list

    title: qsTr("Send “%1” to").arg(sender.title)
    onAboutToShow: {
        field.clear()
        list.currentIndex = 0
    }
    onOpened: field.forceActiveFocus()

    Connections {
        target: sheet.sender

        function onAsked() {
            sheet.open()
        }

        function onSent() {
            sheet.close()
        }
    }

    TextField {
        id: field

        Layout.fillWidth: true
        focus: true
        label: qsTr("Room or person")
        placeholderText: label
        onTextEdited: {
            sheet.sender.query = text
            list.currentIndex = 0
        }
        onAccepted: sheet.sender.send(list.currentIndex)
        Keys.onDownPressed: list.incrementCurrentIndex()
        Keys.onUpPressed: list.decrementCurrentIndex()
    }

    ErrorLine {
        Layout.fillWidth: true
        text: sheet.sender.errorText
    }

    NavList {
        id: list

        Layout.fillWidth: true
        Layout.fillHeight: true
        implicitHeight: Theme.sheetList
        model: sheet.sender
        Accessible.name: qsTr("Rooms")
        onChosen: row => sheet.sender.send(row)

        delegate: ItemDelegate {
            id: row

            required property int index
            required property string name
            required property bool isDirect
            required property bool isPrivate

            width: list.width
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
