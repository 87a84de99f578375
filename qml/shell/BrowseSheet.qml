pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The open rooms of this server.
Sheet {
    id: sheet

    required property SessionViewModel session

    title: qsTr("Open rooms")
    onOpened: list.forceActiveFocus()

    NavList {
        id: list

        Layout.fillWidth: true
        Layout.fillHeight: true
        implicitHeight: Theme.sheetList
        model: sheet.session.publicRooms
        Accessible.name: sheet.title
        onChosen: currentItem?.clicked()

        delegate: BrowseRow {
            id: row

            required property int index

            width: list.width
            current: list.activeFocus && list.currentIndex === row.index
            onClicked: {
                sheet.session.joinRoom(row.roomId)
                sheet.close()
            }
        }

        Label {
            anchors.centerIn: parent
            visible: list.count === 0
            text: qsTr("You are in every open room already.")
            kind: Label.Kind.Secondary
        }
    }
}
