import QtQuick
import QtTest
import Hearth.App
import Hearth.Chat
import Hearth.Theme
import "find.js" as Find

//! A room is read and written in by keyboard.
ShellCase {
    id: test

    name: "Conversation"

    function test_composerSendsAndBreaks() {
        const window = open(true)
        const talk = window.app.session.conversation
        keyClick("a")
        keyClick(Qt.Key_Return, Qt.ShiftModifier)
        keyClick("b")
        compare(talk.draft, "a\nb")
        keyClick(Qt.Key_Return)
        compare(talk.calls, ["send a\nb"])
        compare(window.page.conversation.composer.input.text, "")
    }

    function test_theButtonSendsWhereThereIsSomething() {
        const window = open(true)
        const talk = window.app.session.conversation
        const button = Find.named(window.page.conversation.composer, "Send")
        mouseClick(button)
        compare(talk.calls, [], "there is nothing yet")
        window.page.conversation.composer.input.forceActiveFocus()
        keyClick("a")
        mouseClick(button)
        compare(talk.calls, ["send a"])
    }

    function test_whatIsPastedMayBeAFile() {
        const window = open(true)
        keyClick("v", Qt.ControlModifier)
        compare(window.app.session.conversation.calls, ["paste"])
    }

    function test_enterBreaksTheLineWhereOneWantsThat() {
        const window = open(true)
        const talk = window.app.session.conversation
        window.app.settings.sendWithEnter = false
        keyClick("a")
        keyClick(Qt.Key_Return)
        keyClick("b")
        compare(talk.draft, "a\nb")
        compare(talk.calls, [])
        keyClick(Qt.Key_Return, Qt.ControlModifier)
        compare(talk.calls, ["send a\nb"])
    }

    function test_whoAnswersWritesAtOnce() {
        const window = open(true)
        const talk = window.app.session.conversation
        const input = window.page.conversation.composer.input
        messages(window, 3)
        talk.draft = "half"
        input.cursorPosition = 0
        keyClick(Qt.Key_Up)
        keyClick(Qt.Key_R)
        verify(input.activeFocus)
        keyClick("y")
        compare(talk.draft, "halfy", "at the end of what was written")
    }

    function test_aLongRoomStaysCheap() {
        const window = open(true)
        const talk = window.app.session.conversation
        talk.messages.fill(line, 100000)
        const list = window.page.conversation.messages
        tryCompare(list, "count", 100000)
        wait(50)
        for (let i = 0; i < 20; ++i)
            list.page(-1)
        wait(50)
        verify(list.contentItem.children.length < 120, list.contentItem.children.length)
        compare(list.following, false)
        list.toNewest()
        compare(list.following, true)
    }

    function test_opensAtTheFirstUnreadMessage_data() {
        return [{ tag: "all read", newLineRow: -1, following: true },
            { tag: "unread on one screen", newLineRow: 2, following: true },
            { tag: "unread above", newLineRow: 60, following: false },
            { tag: "a short conversation", newLineRow: 0, following: true, count: 3 }]
    }

    function test_opensAtTheFirstUnreadMessage(row) {
        const session = somebody()
        session.conversation.messages.fill(line, row.count ?? 200)
        session.conversation.newLineRow = row.newLineRow
        const window = show(session)
        const list = window.page.conversation.messages
        tryVerify(() => list.contentHeight > 0)
        tryCompare(list, "following", row.following)
        compare(session.conversation.atBottom, row.following)
        if (row.following) {
            wait(50)
            list.toNewLine()
            const newest = list.itemAtIndex(0)
            fuzzyCompare(newest.mapToItem(list, 0, newest.height).y, list.height, 40, "the newest is at the bottom")
            list.page(-1)
            verify(row.count === undefined || list.atYEnd, "nowhere to go")
            return
        }
        const top = index => list.itemAtIndex(index).mapToItem(list, 0, 0).y
        tryVerify(() => list.itemAtIndex(row.newLineRow) && top(row.newLineRow) > 40
                        && top(row.newLineRow) < list.height / 2, 2000, "in view, with some context above")
        const y = top(row.newLineRow)
        // What comes meanwhile moves nothing.
        session.conversation.messages.prepend(line)
        ++session.conversation.newLineRow
        wait(50)
        fuzzyCompare(top(row.newLineRow + 1), y, 2)
        list.page(-1)
        const before = list.contentY
        wait(50)
        compare(list.contentY, before)
        compare(list.opening, false)
    }

    function test_aPageThatComesLaterIsReadWhereItIsInSight_data() {
        return [{ tag: "nothing unread", newLineRow: -1, count: 50, atBottom: true },
            { tag: "unread in sight", newLineRow: 1, count: 3, atBottom: true },
            { tag: "unread above", newLineRow: 40, count: 50, atBottom: false }]
    }

    function test_aPageThatComesLaterIsReadWhereItIsInSight(row) {
        const window = open(true)
        const talk = window.app.session.conversation
        const list = window.page.conversation.messages
        talk.atBottom = false
        wait(50)
        compare(talk.atBottom, false, "nothing is in sight yet")
        talk.messages.fill(line, row.count)
        talk.newLineRow = row.newLineRow
        if (row.newLineRow >= 0)
            talk.opensAtNewLine()
        tryVerify(() => list.count === row.count && list.contentHeight > 0)
        tryCompare(talk, "atBottom", row.atBottom)
        wait(50)
        compare(talk.atBottom, row.atBottom)
        compare(list.following, row.atBottom)
    }

    function test_whatIsNewBelowIsCountedAndOnePressAway() {
        const window = open(true)
        const talk = window.app.session.conversation
        const list = messages(window, 200)
        const pill = Array.from(list.children).find(each => each instanceof NewPill)
        tryVerify(() => list.atYEnd)
        compare(pill.visible, false)
        list.page(-1)
        compare([pill.visible, pill.count, talk.atBottom], [true, 0, false])
        talk.newBelow = 3
        compare(pill.count, 3)
        mouseClick(pill)
        tryVerify(() => !pill.visible && talk.atBottom && list.atYEnd)
    }

    function test_aJumpShowsItsMessageAndOnesOwnWordsAreAtTheEnd() {
        const window = open(true)
        const talk = window.app.session.conversation
        const list = messages(window, 200)
        const input = window.page.conversation.composer.input
        tryVerify(() => list.atYEnd)
        input.forceActiveFocus()
        talk.jumps(120)
        tryCompare(list, "activeFocus", true)
        compare([list.currentIndex, talk.atBottom], [120, false])
        const y = () => list.currentItem.mapToItem(list, 0, 0).y
        tryVerify(() => y() > 0 && y() + list.currentItem.height < list.height, 1000, "in sight")
        input.forceActiveFocus()
        keyClick("a")
        compare(talk.atBottom, false, "one may write and read above")
        keyClick(Qt.Key_Return)
        tryVerify(() => list.atYEnd && talk.atBottom)
    }

    function test_completionIsWalkedAndChosenFromTheText() {
        const window = open(true)
        const page = window.page
        const talk = window.app.session.conversation
        const input = page.conversation.composer.input
        talk.completion.found = [{ title: "Ben", subtitle: "@ben", picture: "", seed: "" },
            { title: "Cleo", subtitle: "@cleo", picture: "", seed: "" }]
        keyClick("@")
        compare(talk.completion.count, 2)
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Return)
        compare(input.text, "@cleo ")
        compare(talk.calls, [], "nothing was sent")
        input.clear()
        keyClick("@")
        keyClick(Qt.Key_Tab)
        compare(input.text, "@ben ")
        verify(input.activeFocus)
        input.clear()
        keyClick("@")
        keyClick(Qt.Key_Escape)
        compare(talk.completion.calls, ["dismiss"])
        verify(input.activeFocus)
        keyClick(Qt.Key_Return)
        compare(talk.calls, ["send @"])
    }

    readonly property var files: [{ fileId: "f1", name: "report.pdf", details: "1 MB", isImage: false, width: 0, height: 0,
        picture: "", progress: -1 }, { fileId: "f2", name: "p.png", details: "2 MB", isImage: true, width: 900, height: 300,
        picture: "", progress: -1 }]

    function test_aPictureHasItsPlaceBeforeItIsThere() {
        const window = open(true)
        const list = messages(window, 1)
        const row = list.itemAtIndex(0)
        const before = row.height
        row.files = files
        tryVerify(() => row.height > before + Theme.bar)
        const wide = row.height
        row.files = [files[0], Object.assign({}, files[1], { picture: "file:///nowhere.png", progress: 0.5 })]
        compare(row.height, wide)
    }

    function test_filesAreAttachedAndTakenAway() {
        const window = open(true)
        const talk = window.app.session.conversation
        talk.attachments = [{ name: "a very long name of a report.pdf", details: "1 MB", picture: "" }, { name: "b", details: "2 B", picture: "" }]
        keyClick(Qt.Key_Return)
        compare(talk.calls, ["send "], "files need no text")
        const bar = window.page.conversation.composer.attachments
        tryVerify(() => bar.height > 0)
        talk.detach(0)
        compare(talk.attachments.length, 1)
        talk.attachments = []
        tryCompare(bar, "height", 0)
    }

    function test_aPictureOpensLargeAndEscCloses() {
        const window = open(true)
        const talk = window.app.session.conversation
        talk.pictureOpened("f1", "p.png", "file:///nowhere.png")
        const view = window.page.conversation.pictureView
        tryVerify(() => view.opened)
        keyClick(Qt.Key_Escape)
        tryVerify(() => !view.visible)
        verify(window.page.conversation.composer.input.activeFocus)
    }

    function test_messagesAreWalkedAndActedOnByKeyboard_data() {
        return [{ tag: "reply", key: Qt.Key_R, calls: ["beginReply 1"] },
            { tag: "edit", key: Qt.Key_E, calls: ["beginEdit 1"] },
            { tag: "open a picture", key: Qt.Key_O, calls: ["openPicture f2"], files: files },
            { tag: "save the files", key: Qt.Key_S, calls: ["saveFile f1", "saveFile f2"], files: files },
            { tag: "open what is none", key: Qt.Key_O, calls: [] },
            { tag: "edit somebody else's", key: Qt.Key_E, isOwn: false, calls: [] },
            { tag: "delete somebody else's", key: Qt.Key_Delete, isOwn: false, calls: [] },
            { tag: "a deleted one", key: Qt.Key_R, isDeleted: true, calls: [] }]
    }

    function test_messagesAreWalkedAndActedOnByKeyboard(row) {
        const window = open(true)
        const talk = window.app.session.conversation
        const list = messages(window, 3)
        keyClick(Qt.Key_Up)
        compare(list.currentIndex, 0)
        keyClick(Qt.Key_Up)
        compare(list.currentIndex, 1)
        list.currentItem.isOwn = row.isOwn ?? true
        list.currentItem.isDeleted = row.isDeleted ?? false
        list.currentItem.files = row.files ?? []
        keyClick(row.key)
        compare(talk.calls, row.calls)
    }

    function test_aMessageIsDeletedByKeyboardAfterAQuestion() {
        const window = open(true)
        const talk = window.app.session.conversation
        messages(window, 3)
        keyClick(Qt.Key_Up)
        keyClick(Qt.Key_Delete)
        compare(talk.calls, [])
        tryVerify(() => window.activeFocusItem.text === "Delete")
        keyClick(Qt.Key_Space)
        compare(talk.calls, ["remove 0"])
    }

    function test_anEmojiIsChosenByItsName() {
        const window = open(true)
        const talk = window.app.session.conversation
        const list = messages(window, 3)
        keyClick(Qt.Key_Up)
        keyClick(Qt.Key_Plus)
        tryVerify(() => list.actions?.picker.opened && list.actions.picker.field.activeFocus)
        keyClick(Qt.Key_Right)
        compare(list.actions.picker.grid.currentIndex, 1)
        for (const letter of "wave")
            keyClick(letter)
        tryCompare(list.actions.picker.grid, "count", 1)
        keyClick(Qt.Key_Return)
        compare(talk.calls, ["react 0 \uD83D\uDC4B"])
        tryCompare(list.actions.picker, "visible", false)
    }

    function test_theMenuDoesWhatItSays() {
        const window = open(true)
        const talk = window.app.session.conversation
        const list = messages(window, 3)
        keyClick(Qt.Key_Up)
        keyClick(Qt.Key_Return)
        tryCompare(list.actions.menu, "opened", true)
        for (let i = 0; i < 4; ++i)
            keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Return)
        compare(talk.calls, ["setPinned 0 true"])
    }

    function test_theLastMessageIsEditedFromTheEmptyField() {
        const window = open(true)
        const talk = window.app.session.conversation
        keyClick(Qt.Key_Up)
        keyClick(Qt.Key_Escape)
        keyClick("a")
        keyClick(Qt.Key_Up)
        compare(talk.calls, ["editLast", "endContext"])
    }

    function test_anInputMethodKeepsItsKeys() {
        const window = open(true)
        const talk = window.app.session.conversation
        const composer = window.page.conversation.composer
        talk.completion.found = [{ title: "Ben", subtitle: "@ben", picture: "", seed: "" }]
        keyClick("@")
        verify(composer.completions.visible)
        Scribe.compose(window, "\u3079")
        compare(composer.input.preeditText, "\u3079")
        verify(!composer.completions.visible)
        keyClick(Qt.Key_Return)
        compare(talk.calls, [], "neither sent nor completed")
        Scribe.commit(window, "\u3079\u3093")
        compare(talk.draft, "@\u3079\u3093")
        keyClick(Qt.Key_Return)
        compare(talk.calls, ["send @\u3079\u3093"])
    }

    function test_completionLeavesWithTheFocusAndComesBackForADraft() {
        const window = open(true)
        const composer = window.page.conversation.composer
        const completion = window.app.session.conversation.completion
        completion.found = [{ title: "Ben", subtitle: "@ben", picture: "", seed: "" }]
        composer.input.text = "@"
        verify(composer.completions.visible)
        window.page.conversation.messages.forceActiveFocus()
        verify(!composer.completions.visible)
        completion.rows = []
        composer.input.forceActiveFocus()
        verify(composer.completions.visible)
    }
}
