pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! Everybody who has an account here, for those who run the server.
RemotePage {
    id: page

    readonly property TeamModel team: session.team
    readonly property alias menu: menu
    readonly property alias confirm: confirm

    heading: qsTr("People")
    emptyText: team.query === "" ? qsTr("There is nobody here.") : qsTr("Nobody by that name.")
    rows: team

    above: TextField {
        Layout.fillWidth: true
        label: qsTr("Find somebody")
        placeholderText: label
        text: page.team.query
        onTextEdited: page.team.query = text
        Keys.onDownPressed: page.list.forceActiveFocus()
    }

    delegate: PersonRow {
        id: row

        width: page.list.width
        onActed: at => menu.openFor(row, at)
    }

    PersonMenu {
        id: menu

        mayMakeOwners: page.team.mayMakeOwners
        onRoleChosen: role => page.team.setRole(menu.userId, role)
        onDisableChosen: off => off ? confirm.ask("disable") : page.team.setDisabled(menu.userId, false)
        onRemoveChosen: confirm.ask("remove")
    }

    ConfirmSheet {
        id: confirm

        property string what: ""

        function ask(act: string) {
            what = act
            open()
        }

        title: what === "remove" ? qsTr("Remove %1?").arg(menu.name) : qsTr("Disable %1?").arg(menu.name)
        text: what === "remove"
              ? qsTr("%1 is signed out everywhere, leaves every room, and the account is closed for good. What they wrote stays, under their name. The name “%2” stays taken.").arg(menu.name).arg(menu.username)
              : qsTr("%1 is signed out everywhere at once and cannot sign in until you let them. What they wrote stays, and so do their rooms.").arg(menu.name)
        action: what === "remove" ? qsTr("Remove") : qsTr("Disable")
        onConfirmed: what === "remove" ? page.team.removePerson(menu.userId) : page.team.setDisabled(menu.userId, true)
    }
}
