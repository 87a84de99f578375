import QtQuick
import QtTest
import Hearth.App
import Hearth.Theme

//! The door, and what moves about the house.
ShellCase {
    id: test

    name: "Shell"

    function test_signInGoesByKeyboard() {
        const window = open(false)
        const login = window.app.login
        for (const letter of "host")
            keyClick(letter)
        keyClick(Qt.Key_Tab)
        for (const letter of "mira")
            keyClick(letter)
        keyClick(Qt.Key_Tab)
        for (const letter of "pass")
            keyClick(letter)
        compare([login.address, login.username, login.password], ["host", "mira", "pass"])
        keyClick(Qt.Key_Return)
        compare(login.submits, 1)
    }

    function test_switcherOpensAndEscStepsBack() {
        const window = open(true)
        const page = window.page
        keyClick(Qt.Key_K, Qt.ControlModifier)
        tryCompare(page.switcher, "opened", true)
        keyClick(Qt.Key_Escape)
        tryCompare(page.switcher, "visible", false)
        page.settings.detailsOpen = true
        keyClick(Qt.Key_Escape)
        compare(page.settings.detailsOpen, false)
    }

    function test_unreadIsWalkedOnlyWhileNobodyWrites() {
        const window = open(true)
        const session = window.app.session
        keyClick("n")
        compare(session.calls, [])
        window.page.conversation.messages.forceActiveFocus()
        keyClick("n")
        keyClick("p")
        compare(session.calls, ["nextUnread 1", "nextUnread -1"])
    }

    function test_columnsFold_data() {
        return [{ tag: "wide", width: 1000, single: false, wide: true },
            { tag: "details slide over", width: 899, single: false, wide: false },
            { tag: "two columns", width: 640, single: false, wide: false },
            { tag: "one column", width: 639, single: true, wide: false }]
    }

    function test_columnsFold(row) {
        const window = open(true)
        window.width = row.width
        tryCompare(window.page, "width", row.width)
        compare(window.page.single, row.single)
        compare(window.page.wide, row.wide)
        compare(window.page.rooms.visible, !row.single)
    }

    function test_peopleAreAddedByKeyboard() {
        const window = open(true)
        const page = window.page
        const session = window.app.session
        const person = (id, name) => ({ userId: id, displayName: name, username: name, presence: 0,
            statusText: "online", isChosen: false })
        session.people.rows = [person("u2", "Ben"), person("u3", "Cleo")]
        page.addPeople.open()
        tryCompare(page.addPeople, "opened", true)
        compare(session.people.calls, ["begin r1"])
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Return)
        compare(session.people.chosenText, "Cleo")
        keyClick(Qt.Key_Return, Qt.ControlModifier)
        compare(session.calls, ["inviteChosen Cleo"])
        tryCompare(page.addPeople, "visible", false)
    }
}
