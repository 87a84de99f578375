import QtQuick
import QtTest
import Hearth.App
import Hearth.Controls
import Hearth.Scenes
import "find.js" as Find

//! Search, pins, threads and a room's own sheet, by keyboard.
TestCase {
    id: test

    name: "Search"
    when: windowShown

    Scenes {
        id: scenes
    }

    property var search
    property var talk
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
        search = scenes.app.session.search
        talk = scenes.app.session.conversation
        page = scenes.window.page
    }

    function cleanup() {
        scenes.app.settings.sendWithEnter = true
    }

    function type(text) {
        for (const c of text)
            keyClick(c)
    }

    function test_ctrlFSearchesHereAndWithShiftEverywhere() {
        keyClick(Qt.Key_F, Qt.ControlModifier)
        tryCompare(page.search, "opened", true)
        compare(search.calls, ["begin r1 false"])
        keyClick(Qt.Key_Escape)
        tryCompare(page.search, "visible", false)
        keyClick(Qt.Key_F, Qt.ControlModifier | Qt.ShiftModifier)
        tryCompare(page.search, "opened", true)
        compare(search.calls, ["begin r1 false", "begin r1 true"])
    }

    function test_typedWordsArriveAndEnterGoesToTheHitThatTheArrowsChose() {
        keyClick(Qt.Key_F, Qt.ControlModifier)
        tryCompare(page.search, "opened", true)
        type("kiln")
        compare(search.query, "kiln")
        search.found.rows = scenes.demo.hits()
        tryCompare(page.search.list, "currentIndex", 0)
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Up)
        keyClick(Qt.Key_Return)
        compare(search.calls[search.calls.length - 1], "open 1")
        tryCompare(page.search, "visible", false)
    }

    function test_aHintIsChosenByTabAndEnterAndTheFieldGoesOn() {
        search.hints = scenes.demo.hintsOf()
        keyClick(Qt.Key_F, Qt.ControlModifier)
        tryCompare(page.search, "opened", true)
        keyClick(Qt.Key_Tab)
        keyClick(Qt.Key_Return)
        compare(search.calls[search.calls.length - 1], "complete 0")
        compare(page.search.field.text, "from:")
        compare(page.search.field.activeFocus, true)
        type("a")
        compare(search.query, "from:a")
    }

    function test_onlyMarksOfOurOwnAreShown() {
        search.found.rows = [scenes.demo.hit(1, "", "09:00", "&lt;b&gt;<b>kiln</b>")]
        keyClick(Qt.Key_F, Qt.ControlModifier)
        tryCompare(page.search, "opened", true)
        tryVerify(() => page.search.list.itemAtIndex(0) !== null)
        compare(page.search.list.itemAtIndex(0).text, "Jonas Lindqvist, 09:00: &lt;b&gt;kiln")
    }

    function test_theSwitcherLeadsToSearchAndItsCommandsAreCarriedOut() {
        scenes.app.session.switcher.activated("search", "kiln")
        tryCompare(page.search, "opened", true)
        compare(search.query, "kiln")
        page.search.close()
        scenes.app.session.switcher.activated("command", "settings")
        tryCompare(page.settingsSheet, "opened", true)
    }

    function test_pinsOpenByKeyAndEnterGoesThere() {
        talk.pins.messages.rows = scenes.demo.hits()
        keyClick(Qt.Key_P, Qt.ControlModifier)
        tryVerify(() => talk.pins.calls.length === 1)
        wait(200)
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Return)
        compare(talk.pins.calls, ["refresh", "open 1"])
    }

    function test_aThreadOpensFromTheMessageAndEscClosesIt() {
        const list = page.conversation.messages
        list.forceActiveFocus()
        keyClick(Qt.Key_Up)
        keyClick(Qt.Key_T)
        verify(scenes.app.session.calls.some(each => each.startsWith("openThread ")))
        const thread = scenes.conversations.createObject(scenes, { title: "Engine room", isThread: true })
        thread.messages.rows = scenes.demo.answers()
        scenes.app.session.thread = thread
        tryVerify(() => page.thread !== null && page.thread.composer.input.activeFocus)
        type("here")
        keyClick(Qt.Key_Return)
        compare(thread.calls, ["send here"])
        keyClick(Qt.Key_Escape)
        compare(scenes.app.session.thread, null)
        tryVerify(() => page.people !== null)
        verify(list.activeFocus, "where one came from")
    }

    function test_aThreadGoesByTheSettingsAndItsCross() {
        const thread = scenes.conversations.createObject(scenes, { title: "Engine room", isThread: true })
        thread.messages.rows = scenes.demo.answers()
        scenes.app.settings.sendWithEnter = false
        scenes.app.session.thread = thread
        tryVerify(() => page.thread !== null && page.thread.composer.input.activeFocus)
        type("a")
        keyClick(Qt.Key_Return)
        compare(thread.calls, [])
        keyClick(Qt.Key_Return, Qt.ControlModifier)
        compare(thread.calls, ["send a\n"])
        mouseClick(Find.named(page.thread, "Close the thread"))
        compare(scenes.app.session.calls, ["closeThread"])
        compare(scenes.app.session.thread, null)
        scenes.app.session.thread = thread
        tryVerify(() => page.thread !== null && page.thread.composer.input.activeFocus)
        scenes.app.settings.detailsOpen = true
        keyClick(Qt.Key_Escape)
        compare(scenes.app.session.thread, null)
        compare(scenes.app.settings.detailsOpen, true, "the thread lies above them")
    }

    function test_theEndIsReachedFromFarUp() {
        talk.away = true
        page.conversation.messages.settle()
        compare(page.conversation.messages.following, false)
        page.conversation.messages.toNewest()
        compare(talk.away, false)
        compare(page.conversation.messages.following, true)
    }

    function test_aRoomIsRenamedByWhoMay() {
        talk.room.mayManage = true
        page.roomSheet.open()
        tryCompare(page.roomSheet, "opened", true)
        compare(page.roomSheet.name.field.activeFocus, true)
        keyClick(Qt.Key_End)
        type(" 2")
        keyClick(Qt.Key_Return)
        compare(talk.room.calls, ["save Engine room 2|Everything that turns|false"])
        talk.room.done()
        tryCompare(page.roomSheet, "visible", false)
    }

    function test_whoMayNotIsOfferedNothingInARoom_data() {
        return [{ tag: "an owner", may: true }, { tag: "a guest", may: false }]
    }

    function test_whoMayNotIsOfferedNothingInARoom(row) {
        talk.members.rows = scenes.demo.members(3)
        talk.room.mayInvite = row.may
        talk.room.mayManage = row.may
        scenes.app.settings.detailsOpen = true
        tryVerify(() => page.people !== null && page.people.visible)
        const list = Find.find(page.people, each => each instanceof NavList)
        tryVerify(() => list.itemAtIndex(2))
        compare(Find.named(page.people, "Add people") !== null, row.may)
        for (let i = 0; i < 3; ++i)
            compare(list.itemAtIndex(i).hasMenu, row.may && !list.itemAtIndex(i).isSelf)
        page.roomSheet.open()
        tryCompare(page.roomSheet, "opened", true)
        compare(page.roomSheet.name.field.enabled, row.may)
    }

    function test_leavingIsAskedFirst() {
        page.roomSheet.open()
        tryCompare(page.roomSheet, "opened", true)
        page.roomSheet.asking = "leave"
        compare(talk.room.calls, [])
        page.roomSheet.confirm()
        compare(talk.room.calls, ["leave"])
    }

    function test_theSheetOfARoomGoesWithIt() {
        page.roomSheet.open()
        tryCompare(page.roomSheet, "opened", true)
        scenes.app.session.conversation = null
        tryCompare(page.roomSheet, "visible", false)
    }

    function test_nothingIsWrittenInAnArchivedRoom() {
        talk.room.archived = true
        compare(page.conversation.composer.input.enabled, false)
        page.conversation.composer.input.text = "x"
        keyClick(Qt.Key_Return)
        compare(talk.calls, [])
    }

    function test_aNewRoomIsNamedByTyping() {
        keyClick(Qt.Key_N, Qt.ControlModifier)
        tryCompare(page.newRoom, "opened", true)
        type("Tests")
        keyClick(Qt.Key_Return)
        compare(scenes.app.session.calls, ["createRoom Tests"])
    }
}
