import QtQuick
import QtTest
import Hearth.App
import Hearth.Scenes

//! The list of what was for me, what a room may notify me of, and when I am left alone.
TestCase {
    id: test

    name: "Notifications"
    when: windowShown

    Scenes {
        id: scenes
    }

    property var notifications
    property var page

    function initTestCase() {
        scenes.window.requestActivate()
        tryCompare(scenes.window, "active", true)
    }

    function cleanupTestCase() {
        scenes.window.close()
    }

    function init() {
        scenes.play("conversation-light")
        wait(60) // the page before goes, and its keys with it
        notifications = scenes.app.session.notifications
        page = scenes.window.page
    }

    function test_theListOpensByKeyAndEnterGoesThere() {
        notifications.activity.rows = scenes.demo.activity()
        keyClick(Qt.Key_J, Qt.ControlModifier)
        tryCompare(page.activity, "opened", true)
        compare(page.activity.list.currentIndex, 0)
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Return)
        compare(notifications.calls, ["open 1"])
        tryCompare(page.activity, "visible", false)
    }

    function test_unreadOnesAreToldApartAndCanBeReadAtOnce() {
        notifications.activity.rows = scenes.demo.activity()
        notifications.unread = 3
        page.activity.open()
        tryCompare(page.activity, "opened", true)
        verify(page.activity.list.itemAtIndex(0).text.startsWith("Unread: Aïcha Benali wrote to you"))
        verify(page.activity.list.itemAtIndex(3).text.startsWith("Jonas Lindqvist answered you"))
        keyClick(Qt.Key_Tab)
        keyClick(Qt.Key_Space)
        compare(notifications.calls, ["markAllRead"])
        keyClick(Qt.Key_Escape)
        tryCompare(page.activity, "visible", false)
    }

    function test_aRoomsLevelIsChosenInItsMenu() {
        const talk = scenes.app.session.conversation
        const button = page.conversation.header.level
        button.menu.open()
        tryCompare(button.menu, "opened", true)
        button.menu.itemAt(2).triggered()
        compare(talk.level, ConversationViewModel.Level.Nothing)
        compare(button.glyph, "bell-off")
        button.menu.close()
    }

    function test_settingsSayWhenAndOfWhat() {
        notifications.quietHours = true
        page.settingsSheet.section = "notifications"
        page.settingsSheet.open()
        tryCompare(page.settingsSheet, "opened", true)
        const fields = []
        const find = item => {
            if (item.label !== undefined && item.placeholderText !== undefined)
                fields.push(item)
            for (let i = 0; i < item.children.length; ++i)
                find(item.children[i])
        }
        find(page.settingsSheet.contentItem)
        const field = label => fields.find(each => each.label === label)
        field("Quiet from").text = "21:30"
        field("Quiet from").editingFinished()
        field("Words to hear of").text = "kiln"
        field("Words to hear of").editingFinished()
        compare(notifications.calls, ["setQuietTimes 21:30 07:00", "setKeywords kiln"])
        page.settingsSheet.close()
    }
}
