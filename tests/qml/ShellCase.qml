import QtQuick
import QtTest
import Hearth.App
import Hearth.Shell
import Hearth.Theme

//! A window at its door, or with a room in it.
TestCase {
    id: test

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

    readonly property var line: ({ messageId: "", clientId: "", author: "Mira", authorId: "u1", isOwn: false,
        blocks: [{ kind: "text", text: "hello" }], plainText: "", timeText: "09:00", dateTimeText: "", dayText: "",
        startsGroup: true, isNewLine: false, state: 0, errorText: "", isEmojiOnly: false, isRead: false, excerpt: 1,
        isEdited: false, isDeleted: false, isPinned: false, reactions: [], reply: ({}), files: [], answers: 0, chart: null })

    //! With a room open, and not in a window yet.
    function somebody() {
        return sessions.createObject(test)
    }

    //! The door where there is no session.
    function show(session) {
        const app = apps.createObject(test)
        app.session = session
        const window = createTemporaryObject(windows, test, { app: app })
        window.requestActivate()
        tryCompare(window, "active", true)
        return window
    }

    function open(signedIn) {
        return show(signedIn ? somebody() : null)
    }

    function messages(window, count) {
        const talk = window.app.session.conversation
        const list = window.page.conversation.messages
        talk.messages.fill(Object.assign({}, line, { isOwn: true }), count)
        tryVerify(() => list.count === count && list.itemAtIndex(0))
        list.forceActiveFocus()
        return list
    }
}
