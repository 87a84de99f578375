import QtQuick
import QtTest
import Hearth.App
import Hearth.Shell

TestCase {
    id: test

    name: "Shell"
    when: windowShown

    Component {
        id: apps

        AppViewModel {}
    }
    Component {
        id: sessions

        SessionViewModel {
            conversation: ConversationViewModel {
                title: "Engine room"
            }
        }
    }
    Component {
        id: windows

        Main {}
    }

    function open(signedIn) {
        const app = apps.createObject(test)
        if (signedIn)
            app.session = sessions.createObject(test)
        const window = createTemporaryObject(windows, test, { app: app })
        window.requestActivate()
        tryCompare(window, "active", true)
        return window
    }

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

    function test_switcherOpensAndEscStepsBack() {
        const window = open(true)
        const page = window.page
        keyClick(Qt.Key_K, Qt.ControlModifier)
        tryCompare(page.switcher, "opened", true)
        keyClick(Qt.Key_Escape)
        tryCompare(page.switcher, "visible", false)
        page.detailsOpen = true
        keyClick(Qt.Key_Escape)
        compare(page.detailsOpen, false)
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

    function test_aLongRoomStaysCheap() {
        const window = open(true)
        const talk = window.app.session.conversation
        talk.messages.fill({ messageId: "", clientId: "", author: "Mira", authorId: "u1", isOwn: false,
            blocks: [{ kind: "text", text: "hello" }], plainText: "", timeText: "09:00", dateTimeText: "", dayText: "",
            startsGroup: true, isNewLine: false, state: 0, errorText: "", isEmojiOnly: false }, 100000)
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
}
