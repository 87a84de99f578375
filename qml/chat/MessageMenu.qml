import QtQuick
import Hearth.Controls

//! All that can be done to one message.
Menu {
    id: menu

    //! The row it was opened for. Rows are reused: what is needed is copied.
    property string messageId: ""
    property bool isOwn: false
    property bool isPinned: false
    property bool mayDelete: false
    //! Where it was opened.
    property Item at: null

    signal reply
    signal pick
    signal edit
    signal pin(bool on)
    signal copy
    signal remove

    function openFor(message: MessageDelegate, at: Item, mayModerate: bool) {
        messageId = message.messageId
        isOwn = message.isOwn
        isPinned = message.isPinned
        mayDelete = message.isOwn || mayModerate
        menu.at = at
        const point = at.mapToItem(parent, 0, at.height)
        popup(point.x + at.width - implicitWidth, point.y)
        currentIndex = 0
    }

    MenuItem {
        glyph: "reply"
        text: qsTr("Reply")
        onTriggered: menu.reply()
    }

    MenuItem {
        glyph: "smile"
        text: qsTr("React…")
        onTriggered: menu.pick()
    }

    MenuItem {
        glyph: "draft"
        text: qsTr("Edit")
        enabled: menu.isOwn
        visible: menu.isOwn
        height: visible ? implicitHeight : 0
        onTriggered: menu.edit()
    }

    MenuItem {
        glyph: "pin"
        text: menu.isPinned ? qsTr("Unpin") : qsTr("Pin for everybody")
        onTriggered: menu.pin(!menu.isPinned)
    }

    MenuItem {
        glyph: "copy"
        text: qsTr("Copy text")
        onTriggered: menu.copy()
    }

    MenuItem {
        glyph: "trash"
        text: qsTr("Delete…")
        enabled: menu.mayDelete
        visible: menu.mayDelete
        height: visible ? implicitHeight : 0
        onTriggered: menu.remove()
    }
}
