pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! What the room keeps at hand; Enter goes there.
Sheet {
    id: sheet

    required property ConversationViewModel conversation
    readonly property PinsViewModel pins: conversation.pins
    readonly property alias list: list

    function go(row: int) {
        close()
        pins.open(row)
    }

    title: qsTr("Pinned in %1").arg(conversation.title)
    wanted: Theme.wideSheet
    onAboutToShow: pins.refresh()
    onOpened: {
        list.currentIndex = list.count > 0 ? 0 : -1
        list.forceActiveFocus()
    }

    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: sheet.pins.errorText
        kind: Label.Kind.Secondary
        color: Theme.warning
        wrapMode: Text.Wrap
    }

    NavList {
        id: list

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.leftMargin: -Theme.space12
        Layout.rightMargin: -Theme.space12
        implicitHeight: Theme.activity
        model: sheet.pins.messages
        Accessible.name: sheet.title
        onChosen: row => sheet.go(row)

        delegate: FoundRow {
            id: row

            required property int index

            width: list.width
            current: list.activeFocus && list.currentIndex === row.index
            onClicked: sheet.go(row.index)
        }

        EmptyRoom {
            anchors.fill: parent
            visible: list.count === 0
            glyph: "pin"
            title: qsTr("Nothing is pinned")
            text: qsTr("Pin a message in its menu, and everybody in the room finds it here.")
        }
    }
}
