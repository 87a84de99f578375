import QtQuick
import Hearth.App
import Hearth.Shell

QtObject {
    id: scenes

    readonly property var names: ["signin-light", "signin-dark", "signin-error", "conversation-light",
        "conversation-dark", "offline-waiting", "refused", "narrow", "medium", "empty-room", "hostile", "members-300",
        "switcher", "settings", "keys", "add-people", "new-room", "invite", "completion",
        "completion-emoji", "folded", "large", "narrow-rooms", "narrow-people", "browse", "no-room", "error",
        "activity-light", "activity-dark", "activity-empty", "level-menu", "changes-light", "changes-dark", "reply",
        "emoji-picker", "message-menu", "chart-sent-light", "chart-sent-dark", "chart-sent-narrow", "delete", "files-light", "files-dark",
        "search-light", "search-dark", "search-begin", "search-none", "search-offline", "search-narrow", "search-large",
        "pins-light", "pins-empty-dark", "earlier", "readers-dark", "thread-light", "thread-dark", "thread-narrow",
        "settings-account", "settings-account-dark", "settings-member", "settings-devices", "settings-error",
        "settings-people", "settings-people-300-dark", "settings-people-menu-dark", "settings-people-remove",
        "settings-audit", "settings-audit-dark", "invites", "invite-dark", "invite-narrow", "settings-narrow-list",
        "settings-narrow-people", "code-light", "code-dark", "room-about", "room-leave-dark", "room-member", "archived", "member-menu-dark"].concat(boards.names)
    //! Every one as from right to left.
    property bool mirrored: false
    property Boards boards: Boards {
        scenes: scenes
    }
    property Demo demo: Demo {}
    property AppViewModel app: AppViewModel {}
    property Main window: Main {
        app: scenes.app
    }
    property Component ranges: Component {
        TimeRange {}
    }
    property Component panels: Component {
        PanelData {}
    }
    property Component charts: Component {
        SentChart {}
    }
    property Component sessions: Component {
        SessionViewModel {}
    }
    property Component conversations: Component {
        ConversationViewModel {}
    }

    //! When the list has its rows.
    property Timer timer: Timer {
        property var then

        interval: 100
        onTriggered: then()
    }

    function soon(then) {
        timer.then = then
        timer.restart()
    }

    function enter() {
        const talk = conversations.createObject(scenes, { title: "Engine room",
            topic: "Everything that turns: engines, shafts, generators. Readings go to the logger first." })
        talk.messages.rows = demo.talk()
        talk.members.rows = demo.members(6)
        talk.typingText = "Jonas Lindqvist is writing…"
        const session = sessions.createObject(scenes, { conversation: talk })
        session.rooms.rows = demo.rooms()
        session.switcher.rows = demo.found()
        session.dashboards.list.rows = boards.list()
        app.session = session
        return session
    }

    function play(name) {
        timer.stop()
        app.session = null
        app.settings.detailsOpen = false
        app.settings.roomsFolded = false
        app.settings.theme = /dark|refused|members|switcher|medium|add-people|emoji|folded|browse|changes-dark|-dark|level-menu|message-menu/.test(name) ? 2 : 1
        window.width = /wall4k/.test(name) ? 3840 : /narrow/.test(name) ? 600 : name === "medium" ? 860 : /medium/.test(name) ? 1000 : /large/.test(name) ? 1920 : 1180
        window.height = /wall4k/.test(name) ? 2160 : /large/.test(name) ? 1080 : 760
        window.LayoutMirroring.enabled = mirrored || /mirrored/.test(name)
        app.login.errorText = ""
        app.login.certificateText = ""
        if (name.startsWith("signin")) {
            app.login.address = name === "signin-light" ? "" : "werkstatt.local"
            app.login.username = name === "signin-light" ? "" : "mira"
            if (name === "signin-error") {
                app.login.password = "12345678"
                app.login.errorText = "The name or the password is not right. Nothing was changed; try again."
                app.login.certificateText = "7C:4E:11:9A:03:5F:D2:88:61:B0:2E:94:AF:17:C6:3D:5A:E9:40:7B:92:0D:F1:36"
            }
            window.fill()
            return
        }
        const session = enter()
        const talk = session.conversation
        const page = window.page
        if (name === "offline-waiting") {
            session.link = SessionViewModel.Link.Offline
            session.ownStatus = 3
            talk.typingText = ""
            session.rooms.rows = demo.rooms().map(each => Object.assign(each, each.isDirect ? { presence: 5 } : {}))
            talk.members.rows = demo.members(6).map(each => Object.assign(each,
                each.isSelf ? { presence: 3 } : { presence: 5, statusText: "not known while offline" }))
            page.settings.detailsOpen = true
            session.linkText = "Offline. 2 messages wait and will be sent."
            talk.messages.prepend(demo.message(0, "09:30", "Coupling is open, gauge is on.", { state: 1, messageId: "" }))
            talk.messages.prepend(demo.message(0, "09:31", "0.14 mm of runout. That is our four degrees.", { state: 1, messageId: "", startsGroup: false }))
        } else if (name === "refused") {
            talk.messages.prepend(demo.message(0, "09:30", "Here is the full log of the night shift.", { state: 2, messageId: "",
                errorText: "The message is longer than this server allows. Shorten it and try again." }))
        } else if (name === "medium") {
            page.settings.detailsOpen = true
        } else if (name === "empty-room") {
            talk.messages.rows = []
            talk.typingText = ""
            talk.emptyText = "Nothing has been said here yet. Write the first message; everybody in the room will see it."
        } else if (name === "hostile") {
            const rooms = demo.rooms()
            rooms[1].name = "<img src=http://x/y.png width=99999> <b>bold?</b>"
            rooms[3].name = "W".repeat(300)
            session.rooms.rows = rooms
            talk.title = "<h1>Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen</h1> \u202E right to left"
            talk.topic = "line one\nline two\n" + "topic ".repeat(80)
            talk.messages.prepend(demo.message(4, "09:40", Array(40).fill(0).map((x, i) => "Line " + (i + 1) + " of a long report about very little.").join("<br>")))
            talk.messages.prepend(demo.message(4, "09:41", "A".repeat(400), { startsGroup: false }))
            talk.messages.prepend(demo.message(4, "09:42", [{ kind: "code", text: "SELECT " + "column_with_a_long_name, ".repeat(20) + "\n  FROM t;" }], { startsGroup: false }))
        } else if (name === "members-300") {
            talk.members.rows = demo.members(300)
            page.settings.detailsOpen = true
        } else if (name === "switcher") {
            page.switcher.open()
        } else if (name === "settings") {
            session.notifications.quietHours = true
            session.notifications.keywords = "bearing kiln"
            page.settingsSheet.open()
        } else if (name === "add-people" || name === "new-room") {
            session.people.rows = demo.choices()
            session.people.toggle(1)
            if (name === "add-people")
                page.addPeople.open()
            else
                page.newRoom.open()
        } else if (name === "completion") {
            talk.completion.found = demo.members(6).map(each => ({ title: each.displayName, subtitle: "@" + each.username,
                picture: "", seed: each.userId }))
            page.conversation.composer.input.text = "Ask @"
            page.conversation.composer.input.cursorPosition = 5
        } else if (name === "completion-emoji") {
            talk.completion.found = [[":wave:", "👋"], [":warning:", "⚠️"], [":watch:", "⌚"], [":wrench:", "🔧"]]
                .map(each => ({ title: each[0], subtitle: "", picture: each[1], seed: "" }))
            page.conversation.composer.input.text = "All clear @"
            page.conversation.composer.input.cursorPosition = 11
        } else if (name === "folded") {
            app.settings.roomsFolded = true
        } else if (name === "narrow-rooms") {
            page.showingRooms = true
        } else if (name === "narrow-people") {
            page.settings.detailsOpen = true
        } else if (name === "browse") {
            session.publicRooms.rows = [{ roomId: "r8", name: "Sails and rigging", topic: "Canvas, ropes, winches" },
                { roomId: "r9", name: "Bicycles", topic: "" }]
            page.browse.open()
        } else if (name === "no-room") {
            session.conversation = null
            session.rooms.rows = []
        } else if (name === "error") {
            session.errorText = "The room was not made: there is one by that name already. Pick another name."
        } else if (name.startsWith("settings-") || name.startsWith("invite")) {
            session.managesServer = name !== "settings-member"
            session.invite.allowed = true
            session.devices.rows = demo.devices()
            session.team.rows = /300/.test(name) ? demo.team(300) : demo.team(6)
            session.invites.rows = demo.invites()
            session.audit.rows = demo.audit()
            if (/error/.test(name))
                session.devices.errorText = "No server answers at werkstatt.local:8484. Check the address and the network."
            if (/error/.test(name))
                session.devices.rows = []
            page.settingsSheet.section = name.startsWith("invite") ? "invites" : /devices|error/.test(name) ? "devices"
                : /people/.test(name) ? "people" : /audit/.test(name) ? "audit" : "account"
            page.settingsSheet.open()
            if (/narrow/.test(name) && !/list/.test(name))
                page.settingsSheet.show(page.settingsSheet.section)
            if (name === "invite" || name === "invite-dark" || name === "invite-narrow")
                session.invite.make("member", 1, 7)
            if (name === "settings-people-menu-dark")
                scenes.soon(() => page.settingsSheet.page.list.itemAtIndex(2).acted(page.settingsSheet.page.list.itemAtIndex(2)))
            if (name === "settings-people-remove")
                scenes.soon(() => {
                    page.settingsSheet.page.list.itemAtIndex(4).acted(page.settingsSheet.page.list.itemAtIndex(4))
                    page.settingsSheet.page.menu.close()
                    page.settingsSheet.page.confirm.ask("remove")
                })
        } else if (/^(changes|reply|emoji-picker|message-menu|delete)/.test(name)) {
            talk.messages.rows = demo.changed()
            const list = page.conversation.messages
            if (name === "reply")
                talk.beginReply("m2")
            else if (name.startsWith("changes"))
                scenes.soon(() => list.show(1))
            else
                scenes.soon(() => {
                    list.show(1)
                    if (name === "emoji-picker")
                        list.acting().pick("m1", list.currentItem)
                    else if (name === "message-menu")
                        list.acting().openMenu(list.currentItem, list.currentItem)
                    else
                        list.acting().askDelete("m1")
                })
        } else if (name.startsWith("chart-sent")) {
            const range = ranges.createObject(scenes)
            const panel = panels.createObject(scenes, { range, spec: { title: "Kiln 2, upper chamber", kind: "line", unit: "°C",
                series: [{ channel: "kiln", field: "value", label: "Kiln" }],
                thresholds: [{ value: 880, level: "warning" }, { value: 900, level: "critical" }] } })
            panel.feed("kiln", Array(300).fill(0).map((each, i) => [(299 - i) * 1000, 790 + 110 * Math.sin(i / 90) + 4 * Math.sin(i)]))
            const chart = charts.createObject(scenes, { panel, range, live: name === "chart-sent-dark" })
            talk.messages.rows = demo.talk().map((each, i) => i === 1 ? Object.assign(each, { chart }) : each)
        } else if (name.startsWith("files")) {
            talk.messages.rows = demo.carried()
            talk.attachments = [{ name: "Lageplan Rumpfsegment Achtern, dritte Fassung.pdf", details: "3.1 MB", picture: "" },
                { name: "gauge.jpg", details: "2.4 MB", picture: "qrc:/hearth/icons/hearth.svg" }]
            window.requestActivate()
        } else if (name.startsWith("activity")) {
            if (name !== "activity-empty")
                session.notifications.activity.rows = demo.activity()
            session.notifications.unread = name === "activity-empty" ? 0 : 3
            page.activity.open()
        } else if (name === "level-menu") {
            session.notifications.unread = 2
            scenes.soon(() => page.conversation.header.level.menu.open())
        } else if (name.startsWith("search")) {
            const search = session.search
            search.everywhere = !/offline|none/.test(name)
            search.query = name === "search-begin" ? "" : "bearing"
            search.hints = name === "search-light" || name === "search-begin" ? demo.hintsOf() : []
            search.found.rows = /begin|none/.test(name) ? [] : demo.hits()
            search.noteText = name === "search-offline" ? "Offline: only what is on this computer is searched." : ""
            search.emptyText = name === "search-begin" ? "Every message that you can read is searched. Words may stand anywhere in it, in any order; \"words in quotes\" stand as they are."
                                                       : "Nothing was found in Engine room. Try everywhere, or fewer words."
            page.search.open()
        } else if (name.startsWith("pins")) {
            talk.pins.messages.rows = name === "pins-light" ? demo.hits().map(each => Object.assign(each, { room: "" })).slice(0, 4) : []
            page.conversation.openPins()
        } else if (name === "earlier" || name === "readers-dark") {
            talk.messages.rows = demo.changed()
            talk.details.earlier = demo.texts()
            talk.details.readers = demo.members(6).slice(1).map(each => ({ userId: each.userId, name: each.displayName,
                presence: each.presence, status: each.statusText !== "" ? each.statusText : "online" }))
            scenes.soon(() => name === "earlier" ? page.conversation.messages.acting().showEarlier("m1")
                                                 : page.conversation.messages.acting().readers.openFor("m1"))
        } else if (name.startsWith("thread")) {
            const thread = conversations.createObject(scenes, { title: "Engine room", isThread: true })
            thread.messages.rows = demo.answers()
            talk.messages.rows = demo.talk().map(each => each.timeText === "09:21" ? Object.assign(each, { answers: 3 }) : each)
            session.thread = thread
        } else if (name.startsWith("room-")) {
            talk.room.mayManage = name !== "room-member"
            talk.room.topic = talk.topic
            talk.room.roleText = name === "room-member" ? "You are a member. Its owner and admins can change it." : "You own this room."
            page.roomSheet.open()
            if (name === "room-leave-dark")
                page.roomSheet.asking = "leave"
        } else if (name.startsWith("code")) {
            talk.messages.rows = demo.code()
        } else if (name === "archived") {
            talk.room.archived = true
            talk.typingText = ""
        } else if (name === "member-menu-dark") {
            talk.room.mayManage = true
            page.settings.detailsOpen = true
            scenes.soon(() => page.people.openMenu(1))
        } else if (name.startsWith("board")) {
            boards.play(name, session)
        } else if (name === "keys") {
            page.keysSheet.open()
        }
    }
}
