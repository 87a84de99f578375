import QtQuick
import Hearth.Controls

//! What can be done to somebody's account.
Menu {
    id: menu

    property string userId: ""
    property string name: ""
    property string username: ""
    property string role: ""
    property bool isDisabled: false
    property bool mayMakeOwners: false

    signal roleChosen(string role)
    signal disableChosen(bool off)
    signal removeChosen

    function openFor(row: PersonRow, at: Item) {
        userId = row.userId
        name = row.name
        username = row.username
        role = row.role
        isDisabled = row.isDisabled
        popup(at, at.width - implicitWidth, at.height)
        currentIndex = 0
    }

    MenuItem {
        glyph: "shield"
        enabled: menu.mayMakeOwners && menu.role !== "owner"
        visible: enabled
        height: visible ? implicitHeight : 0
        text: qsTr("Make owner")
        onTriggered: menu.roleChosen("owner")
    }

    MenuItem {
        glyph: "shield"
        enabled: menu.role !== "admin"
        visible: enabled
        height: visible ? implicitHeight : 0
        text: qsTr("Make admin")
        onTriggered: menu.roleChosen("admin")
    }

    MenuItem {
        glyph: "shield"
        enabled: menu.role !== "member"
        visible: enabled
        height: visible ? implicitHeight : 0
        text: qsTr("Make member")
        onTriggered: menu.roleChosen("member")
    }

    MenuItem {
        glyph: "shield"
        enabled: menu.role !== "guest"
        visible: enabled
        height: visible ? implicitHeight : 0
        text: qsTr("Make guest")
        onTriggered: menu.roleChosen("guest")
    }

    MenuItem {
        glyph: menu.isDisabled ? "check" : "lock"
        text: menu.isDisabled ? qsTr("Let sign in again") : qsTr("Disable…")
        onTriggered: menu.disableChosen(!menu.isDisabled)
    }

    MenuItem {
        glyph: "trash"
        text: qsTr("Remove…")
        onTriggered: menu.removeChosen()
    }
}
