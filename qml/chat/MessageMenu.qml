import QtQuick
import Hearth.Controls

//! All that can be done to one message.
Menu {
    id: menu

    //! The row it was opened for. Rows are reused: what is needed is copied.
    property string messageId: ""
    property bool isOwn: false
    property bool isPinned: false
    property bool isEdited: false
    property bool mayDelete: false
    property bool inThread: false
    //! Where it was opened.
    property Item at: null

    signal reply
    signal thread
    signal pick
    signal earlier
    signal readers
    signal edit
    signal pin(bool on)
    signal copy
    signal remove

    function openFor(message: MessageDelegate, at: Item, mayModerate: bool, inThread: bool) {
        messageId = message.messageId
        isOwn = message.isOwn
        isPinned = message.isPinned
        isEdited = message.isEdited
        menu.inThread = inThread
        mayDelete = message.isOwn || mayModerate
        menu.at = at
        const point = at.mapToItem(parent, 0, at.height)
        popup(point.x + at.width - implicitWidth, point.y)
        currentIndex = 0
    }

    MenuItem {
        glyph: "reply"
        text: qsTr("Reply")
        enabled: !menu.inThread
        visible: enabled
        height: visible ? implicitHeight : 0
        onTriggered: menu.reply()
    }

    MenuItem {
        glyph: "thread"
        text: qsTr("Open thread")
        enabled: !menu.inThread
        visible: enabled
        height: visible ? implicitHeight : 0
        onTriggered: menu.thread()
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
        glyph: "history"
        text: qsTr("Earlier texts…")
        enabled: menu.isEdited
        visible: enabled
        height: visible ? implicitHeight : 0
        onTriggered: menu.earlier()
    }

    MenuItem {
        glyph: "people"
        text: qsTr("Read by…")
        enabled: menu.isOwn
        visible: enabled
        height: visible ? implicitHeight : 0
        onTriggered: menu.readers()
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
