pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! Who has read a message of mine.
Sheet {
    id: sheet

    required property MessageDetails details
    readonly property alias list: list

    function openFor(messageId: string) {
        details.showReaders(messageId)
        open()
    }

    title: list.count > 0 ? qsTr("Read by %1").arg(list.count) : qsTr("Read by")
    wanted: Theme.form
    onOpened: list.forceActiveFocus()

    NavList {
        id: list

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.leftMargin: -Theme.space16
        Layout.rightMargin: -Theme.space16
        implicitHeight: Theme.sheetList
        model: sheet.details.readers
        Accessible.name: sheet.title

        delegate: ReaderRow {
            width: list.width
            focused: list.activeFocus && ListView.isCurrentItem
        }

        Label {
            anchors.fill: parent
            anchors.margins: Theme.space16
            visible: text !== ""
            text: sheet.details.statusText
            kind: Label.Kind.Secondary
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            wrapMode: Text.Wrap
        }
    }
}
