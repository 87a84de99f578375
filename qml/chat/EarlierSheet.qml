pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! What an edited message said before, the newest first.
Sheet {
    id: sheet

    required property MessageDetails details
    readonly property alias list: list

    function openFor(messageId: string) {
        details.showEarlier(messageId)
        open()
    }

    title: qsTr("Edits of this message")
    onOpened: list.forceActiveFocus()

    NavList {
        id: list

        Layout.fillWidth: true
        Layout.fillHeight: true
        implicitHeight: Theme.sheetList
        spacing: Theme.space12
        model: sheet.details.earlier
        Accessible.name: sheet.title

        delegate: EarlierText {
            width: list.width
            focused: list.activeFocus && ListView.isCurrentItem
        }

        Label {
            anchors.fill: parent
            visible: text !== ""
            text: sheet.details.statusText
            kind: Label.Kind.Secondary
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            wrapMode: Text.Wrap
        }
    }
}
