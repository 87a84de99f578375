import QtQuick
import Hearth.App
import Hearth.Controls

//! What can be done to somebody in the room.
Menu {
    id: menu

    required property RoomViewModel room
    property string userId: ""
    property string role: ""

    signal write
    signal remove

    function openFor(row: MemberRow) {
        userId = row.userId
        role = row.role
        popup(row, row.width - implicitWidth, row.height)
        currentIndex = 0
    }

    MenuItem {
        glyph: "draft"
        text: qsTr("Write to")
        onTriggered: menu.write()
    }

    MenuItem {
        glyph: "shield"
        enabled: menu.room.mayManage && menu.role !== "owner" && menu.role !== "admin"
        visible: enabled
        height: visible ? implicitHeight : 0
        text: qsTr("Make admin")
        onTriggered: menu.room.setMemberRole(menu.userId, "admin")
    }

    MenuItem {
        glyph: "shield"
        enabled: menu.room.mayManage && menu.role !== "owner" && menu.role !== "member"
        visible: enabled
        height: visible ? implicitHeight : 0
        text: qsTr("Make member")
        onTriggered: menu.room.setMemberRole(menu.userId, "member")
    }

    MenuItem {
        glyph: "shield"
        enabled: menu.room.mayManage && menu.role !== "owner" && menu.role !== "guest"
        visible: enabled
        height: visible ? implicitHeight : 0
        text: qsTr("Make guest")
        onTriggered: menu.room.setMemberRole(menu.userId, "guest")
    }

    MenuItem {
        glyph: "trash"
        text: qsTr("Remove…")
        enabled: menu.room.mayManage && menu.role !== "owner"
        visible: enabled
        height: visible ? implicitHeight : 0
        onTriggered: menu.remove()
    }
}
