import QtQuick
import QtTest
import Hearth.App
import Hearth.Theme
import "find.js" as Find

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

    function test_nobodyIsSentInBeforeTheDoorKnowsWho_data() {
        const whole = { address: "host", username: "mira", password: "pass", invite: "code" }
        return [{ tag: "all there", submits: 1 }, { tag: "no server", without: "address" },
            { tag: "no name", without: "username" }, { tag: "no password", without: "password" },
            { tag: "no invite, with an account", without: "invite", submits: 1 },
            { tag: "no invite, without one", without: "invite", registering: true },
            { tag: "with an invite", registering: true, submits: 1 },
            { tag: "on the way already", busy: true }].map(row => Object.assign({ registering: false, busy: false,
            submits: 0, filled: Object.assign({}, whole, row.without ? { [row.without]: "" } : {}) }, row))
    }

    function test_nobodyIsSentInBeforeTheDoorKnowsWho(row) {
        const window = open(false)
        const login = window.app.login
        Object.assign(login, row.filled)
        login.registering = row.registering
        const door = window.page
        door.forceActiveFocus()
        login.busy = row.busy
        compare(findChild(door, "submit").enabled, row.submits > 0)
        door.submit()
        compare(login.submits, row.submits)
    }

    function test_theDoorSaysWhatIsWrongUntilOneTurnsElsewhere() {
        const window = open(false)
        const login = window.app.login
        const wrong = "Unknown name or wrong password"
        compare(Find.named(window.contentItem, wrong), null)
        login.errorText = wrong
        tryVerify(() => Find.named(window.contentItem, wrong))
        mouseClick(Find.named(window.contentItem, "I have an invite"))
        compare([login.registering, login.errorText], [true, ""])
        tryVerify(() => Find.named(window.contentItem, "Join your team") && Find.named(window.contentItem, "Invite"))
    }

    function test_aNewServerIsTrustedByAPress() {
        const window = open(false)
        const login = window.app.login
        const press = "It is the same: trust this server"
        compare(Find.named(window.contentItem, press), null)
        login.certificateText = "AB:CD"
        tryVerify(() => Find.named(window.contentItem, press) && Find.named(window.contentItem, "AB:CD"))
        tryVerify(() => Find.named(window.contentItem, press).height > 0 && !isPolishScheduled(Find.named(window.contentItem, press).parent))
        mouseClick(Find.named(window.contentItem, press))
        compare(login.certificateText, "")
    }

    function test_theLineOfTheConnectionSaysTheTroubleAndTriesAgain() {
        const window = open(true)
        const session = window.app.session
        const page = window.page
        compare(Find.named(page, "Try now"), null)
        session.linkText = "Offline. What you write is kept and will be sent."
        session.link = SessionViewModel.Link.Offline
        tryVerify(() => Find.named(page, session.linkText) && Find.named(page, "Try now")?.width > 0)
        mouseClick(Find.named(page, "Try now"))
        compare(session.calls, ["retryNow"])
        session.errorText = "A room needs a name."
        tryVerify(() => Find.named(page, session.errorText) && !Find.named(page, session.linkText))
        session.errorText = ""
        session.link = SessionViewModel.Link.Working
        tryVerify(() => !Find.named(page, "Try now"))
    }

    function test_switcherOpensAndEscStepsBack() {
        const window = open(true)
        const page = window.page
        page.settings.detailsOpen = true
        keyClick(Qt.Key_K, Qt.ControlModifier)
        tryCompare(page.switcher, "opened", true)
        keyClick(Qt.Key_Escape)
        tryCompare(page.switcher, "visible", false)
        compare(page.settings.detailsOpen, true, "one thing at a time")
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
