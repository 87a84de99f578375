import QtQuick
import QtTest
import Hearth.App
import Hearth.Controls
import Hearth.Scenes
import "find.js" as Find

//! Everything that can be used has a name and a role, on every screen; and Tab goes through all of it.
TestCase {
    id: test

    name: "Names"
    when: windowShown

    Scenes {
        id: scenes
    }

    function initTestCase() {
        scenes.window.requestActivate()
        tryCompare(scenes.window, "active", true)
    }

    function cleanupTestCase() {
        scenes.window.close()
    }

    function test_everythingUsableIsNamed_data() {
        // On a wall there is nothing to be used.
        return scenes.names.filter(name => !name.includes("screen")).map(name => ({ tag: name }))
    }

    function test_everythingUsableIsNamed(row) {
        scenes.play(row.tag)
        wait(60)
        verify(Assistant.usable(scenes.window) > 2, "there is something to be named")
        compare(Assistant.nameless(scenes.window), [])
    }

    function test_nothingIsGoneRightToLeft_data() {
        return scenes.names.filter(name => /^(board-|changes-light|conversation-light)/.test(name)).map(name => ({ tag: name }))
    }

    //! What the labels without any width say.
    function lost(item: Item): var {
        if (!item.visible)
            return []
        const own = item instanceof Label && item.text !== "" && item.width <= 0 ? [item.text] : []
        return own.concat(...Array.from(item.children).map(each => lost(each)))
    }

    function cleanup() {
        scenes.mirrored = false
    }

    function test_nothingIsGoneRightToLeft(row) {
        const window = scenes.window
        scenes.mirrored = true
        scenes.play(row.tag)
        tryVerify(() => !scenes.timer.running) // what lies above opens a moment later
        let root = window.contentItem
        while (root.parent)
            root = root.parent
        tryVerify(() => lost(root).length === 0)
    }

    function test_whatStandsAtASideStandsAtTheOther_data() {
        return [{ tag: "left to right", mirrored: false }, { tag: "right to left", mirrored: true }]
    }

    function test_whatStandsAtASideStandsAtTheOther(row) {
        scenes.mirrored = row.mirrored
        const isLeft = (item, within) => item.x + item.width / 2 < within.width / 2
        scenes.play("board-light")
        const board = scenes.window.page.board
        board.adding.open()
        tryCompare(board.adding, "opened", true)
        compare(isLeft(board.adding, board), row.mirrored, "below its button")
        scenes.play("room-about")
        const sheet = scenes.window.page.roomSheet
        tryCompare(sheet, "opened", true)
        const hidden = Find.find(sheet.contentItem, each => each instanceof Switch)
        compare(isLeft(hidden.indicator, hidden), !row.mirrored, "before its words")
        const composer = scenes.window.page.conversation.composer
        const send = Find.find(composer, each => each.text === "Send")
        compare(isLeft(send, composer), row.mirrored)
    }

    function test_tabGoesRoundInTheOrderOfTheEye() {
        scenes.play("conversation-light")
        wait(60)
        scenes.window.page.conversation.composer.input.forceActiveFocus()
        const order = []
        for (let i = 0; i < 24 && (i === 0 || order[0] !== Assistant.focused(scenes.window)); ++i) {
            order.push(Assistant.focused(scenes.window))
            keyClick(Qt.Key_Tab)
        }
        compare(order, ["Message to Engine room", "Attach files", "Browse the open rooms", "New room",
            "Find a room or a person", "Activity", "Aïcha Benali, 2 unread", "New dashboard",
            "Brennofen und Trockenkammer, dashboard", "mira, Online: change how you appear", "Fold the rooms",
            "Settings", "About this room", "Pinned messages", "Search in this room", "Notifications of this room: What is for you notifies you", "Show people", "Aïcha Benali, 09:23: I'm there.", "Copy code"])
        keyClick(Qt.Key_Backtab, Qt.ShiftModifier)
        compare(Assistant.focused(scenes.window), "Copy code")
    }

    function test_whatIsAnnouncedIsShownAsANotification() {
        scenes.play("conversation-light")
        const talk = scenes.app.session.conversation
        const announcer = scenes.window.page.conversation.announcer
        compare(announcer.visible, false)
        talk.announced("Ben: hello")
        compare([announcer.visible, announcer.Accessible.name], [true, "Ben: hello"])
        let shown = 0
        announcer.visibleChanged.connect(() => shown += announcer.visible ? 1 : 0)
        talk.announced("Ben: hello")
        compare(shown, 1, "said again, and once")
    }
}
