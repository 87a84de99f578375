import QtQuick
import QtTest
import Hearth.App
import Hearth.Scenes

//! The sections of the settings, who sees which, and that what cannot be undone is asked first.
TestCase {
    id: test

    name: "Settings"
    when: windowShown

    Scenes {
        id: scenes
    }

    property var session
    property var sheet

    function initTestCase() {
        scenes.window.requestActivate()
        tryCompare(scenes.window, "active", true)
    }

    function cleanupTestCase() {
        scenes.window.close()
    }

    function open(scene) {
        scenes.play(scene)
        wait(60)
        session = scenes.app.session
        sheet = scenes.window.page.settingsSheet
        tryCompare(sheet, "opened", true)
    }

    function type(text) {
        for (const c of text)
            keyClick(c)
    }

    function test_membersSeeTheirOwnSectionsOnly() {
        open("settings-member")
        compare(sheet.shown.map(each => each.id), ["appearance", "notifications", "account", "devices"])
        session.managesServer = true
        compare(sheet.shown.length, 7)
    }

    function test_theArrowsWalkTheSections() {
        open("settings-account")
        compare(sheet.sections.activeFocus, true)
        keyClick(Qt.Key_Down)
        compare(sheet.section, "devices")
        compare(session.devices.calls, ["refresh"])
        keyClick(Qt.Key_Down)
        compare(sheet.section, "people")
        compare(session.team.calls, ["refresh"])
    }

    function test_aNarrowWindowShowsOneAtATime() {
        open("settings-narrow-list")
        compare(sheet.single, true)
        keyClick(Qt.Key_Return)
        compare(sheet.inSection, true)
        sheet.back()
        compare(sheet.sections.activeFocus, true)
    }

    function test_aDeviceIsSignedOutByItsKeyOnceItIsConfirmed() {
        open("settings-devices")
        const list = sheet.page.list
        list.forceActiveFocus()
        list.currentIndex = 0
        keyClick(Qt.Key_Delete)
        compare(session.devices.calls, ["refresh"], "the one in use has no such button")
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Delete)
        wait(200)
        compare(session.devices.calls, ["refresh"], "asked first")
        keyClick(Qt.Key_Return)
        compare(session.devices.calls, ["refresh", "end 1"])
    }

    function test_removingSomebodySaysWhatHappensFirst() {
        open("settings-people")
        const list = sheet.page.list
        list.forceActiveFocus()
        list.currentIndex = 1
        keyClick(Qt.Key_Menu)
        tryCompare(sheet.page.menu, "opened", true)
        compare(sheet.page.menu.userId, "u2")
        compare(sheet.page.menu.itemAt(0).text, "Make owner")
        verify(sheet.page.menu.itemAt(0).visible)
        session.team.mayMakeOwners = false
        verify(!sheet.page.menu.itemAt(0).visible, "an admin makes no owners")
        session.team.mayMakeOwners = true
        sheet.page.menu.removeChosen()
        tryCompare(sheet.page.confirm, "opened", true)
        verify(sheet.page.confirm.text.includes("Jonas Lindqvist"))
        verify(sheet.page.confirm.text.includes("stays"))
        compare(session.team.calls, ["refresh"])
        sheet.page.confirm.ok.clicked()
        compare(session.team.calls, ["refresh", "removePerson u2"])
        sheet.page.menu.disableChosen(true)
        tryCompare(sheet.page.confirm, "opened", true)
        sheet.page.confirm.ok.clicked()
        sheet.page.menu.roleChosen("member")
        compare(session.team.calls, ["refresh", "removePerson u2", "setDisabled u2 true", "setRole u2 member"])
    }

    function test_thePasswordIsTypedThreeTimesAndForgotten() {
        open("settings-account")
        const page = sheet.page
        page.current.field.forceActiveFocus()
        type("old")
        keyClick(Qt.Key_Return)
        type("new")
        keyClick(Qt.Key_Return)
        type("new")
        keyClick(Qt.Key_Return)
        compare(session.profile.calls, ["refresh", "changePassword old new new"])
        compare([page.current.field.text, page.password.field.text, page.again.field.text], ["", "", ""])
    }

    function test_theNameIsTyped() {
        open("settings-account")
        sheet.page.name.field.forceActiveFocus()
        keyClick(Qt.Key_End)
        type("!")
        keyClick(Qt.Key_Return)
        compare(session.profile.calls, ["refresh", "setDisplayName Mira Tanaka!"])
    }
}
