import QtQuick
import Hearth.App

//! A workshop that builds a ship, on an ordinary Tuesday.
QtObject {
    id: demo

    readonly property var people: ["Mira Tanaka", "Jonas Lindqvist", "Aïcha Benali", "Tomasz Zieliński",
        "Bartholomäus von Hohenstein-Wittgenstein", "Ren"]

    function room(id, name, section, unread, mentions, extra) {
        return Object.assign({ roomId: id, name: name, topic: "", unread: unread, mentions: mentions,
            isDirect: false, isPrivate: false, presence: 3, section: section, isCurrent: false, hasDraft: false },
            extra ?? {})
    }

    function rooms() {
        return [room("d1", "Aïcha Benali", 0, 2, 0, { isDirect: true, presence: 0 }),
            room("r2", "Sea trials", 0, 7, 1), room("r3", "Lab bench", 1, 12, 0),
            room("r4", "Konstruktionsbesprechung Rumpfsegment Achtern", 1, 3, 0),
            room("r1", "Engine room", 2, 0, 0, { isCurrent: true }),
            room("r5", "Everybody", 2, 0, 0), room("r6", "Budget", 2, 0, 0, { isPrivate: true }),
            room("r7", "Lunch", 2, 0, 0, { hasDraft: true }),
            room("d2", "Jonas Lindqvist", 2, 0, 0, { isDirect: true, presence: 1 }),
            room("d3", "Ren", 2, 0, 0, { isDirect: true, presence: 2 }),
            room("d4", "Tomasz Zieliński", 2, 0, 0, { isDirect: true, presence: 3 })]
    }

    function message(who, time, blocks, extra) {
        const list = (typeof blocks === "string" ? [{ kind: "text", text: blocks }] : blocks)
            .map(each => Object.assign({ copies: each.kind === "code" ? each.text : "" }, each))
        return Object.assign({ messageId: who + time + list[0].text.length, clientId: "c" + time, author: people[who],
            authorId: "u" + (who + 1), isOwn: who === 0, blocks: list, plainText: list[0].text, timeText: time,
            dateTimeText: "Tuesday, 24 November 2026, " + time, dayText: "", startsGroup: true, isNewLine: false,
            state: 0, errorText: "", isEmojiOnly: false, isRead: false, excerpt: list.length, isEdited: false,
            isDeleted: false, isPinned: false, reactions: [], reply: ({}), files: [], answers: 0, chart: null }, extra ?? {})
    }

    function talk() {
        return [
            message(1, "16:48", "The gasket from Kiel came in. I'll fit it before the cold start tomorrow.", { dayText: "Monday, 23 November" }),
            message(3, "17:05", "Good. Please keep the old one, I want to see where it cracked."),
            message(1, "09:02", "Morning. Cold start went fine, but <b>bearing 3</b> runs four degrees warmer than the others.", { dayText: "Today" }),
            message(1, "09:03", "Oil pressure is steady at 4.2 bar, so it is not starved.", { startsGroup: false }),
            message(2, "09:10", [{ kind: "quote", text: "bearing 3 runs four degrees warmer than the others" },
                { kind: "text", text: "Since when? I pulled the last hour from the logger:" },
                { kind: "code", text: "time   b1    b2    b3    b4\n08:00  61.2  60.9  61.4  61.0\n08:30  61.8  61.5  64.9  61.6\n09:00  62.0  61.7  66.1  61.9" }]),
            message(0, "09:12", "So it began at half past eight, when we engaged the shaft generator. See the <a href=\"https://wiki.local/shaft\">alignment sheet</a>.", { isRead: true }),
            message(0, "09:12", "Can somebody put a dial gauge on it before noon?", { startsGroup: false, isRead: true }),
            message(5, "09:14", "👍🔧", { isEmojiOnly: true, isNewLine: true }),
            message(3, "09:21", "I have one in the lab. Give me twenty minutes, then I need a second pair of hands at the coupling."),
            message(2, "09:23", "I'm there.")].reverse()
    }

    function devices() {
        return [{ name: "Hearth on mira-workstation", about: "This device, since Monday, 2 November 2026 08:12", isCurrent: true, isOnline: true },
            { name: "Hearth on mira-laptop", about: "Connected now, since Tuesday, 10 November 2026 19:40", isCurrent: false, isOnline: true },
            { name: "A device without a name", about: "Last used 12 days ago, since Friday, 2 October 2026 11:05", isCurrent: false, isOnline: false }]
    }

    function team(count) {
        const roles = ["owner", "admin", "member", "member", "member", "guest"]
        const list = []
        for (let i = 0; i < count; ++i) {
            const name = i < people.length ? people[i] : "Colleague " + i
            list.push({ userId: "u" + (i + 1), name: name, username: name.toLowerCase().split(" ")[0], role: roles[Math.min(i, 5)],
                isDisabled: i === 3, isSelf: i === 0, mayChange: i !== 0, about: i === 3 ? "Disabled: cannot sign in" : i === 5 ? "Has not been here yet" : "Last seen 5 minutes ago" })
        }
        return list
    }

    function invites() {
        return [{ what: "Member, for one person", about: "By mira, until Tuesday, 1 December 2026 09:31" },
            { what: "Guest, for 25 people", about: "By jonas, until Thursday, 24 December 2026 12:00" }]
    }

    function audit() {
        return [{ what: "mira gave jonas another role", when: "Tuesday, 24 November 2026 09:12", detail: "member → admin" },
            { what: "The operator restored a backup", when: "Monday, 23 November 2026 22:00", detail: "" },
            { what: "jonas removed somebody from the room Konstruktionsbesprechung Rumpfsegment Achtern", when: "Friday, 20 November 2026 16:47", detail: "bartholomäus" },
            { what: "mira made an invite", when: "Friday, 20 November 2026 08:00", detail: "guest, 25 uses" },
            { what: "mira disabled tomasz", when: "Thursday, 19 November 2026 10:20", detail: "" }]
    }

    function hit(who, room, when, excerpt) {
        return { messageId: "h" + who + when, author: people[who], authorId: "u" + (who + 1), room: room, when: when,
            excerpt: excerpt, spoken: excerpt.replace(/<.?b>/g, "") }
    }

    function hits() {
        return [hit(2, "Engine room", "09:10", "<b>bearing</b> 3 runs four degrees warmer than the others &amp; nobody knows why"),
            hit(1, "Engine room", "09:02", "Morning. Cold start went fine, but <b>bearing</b> 3 runs four degrees warmer than the others."),
            hit(4, "Konstruktionsbesprechung Rumpfsegment Achtern", "Yesterday 17:05", "…and before the frames 14 to 18 are closed, somebody must look at the <b>Bearing</b> housing again, because the drawing of the yard and the one that we have do not agree in its height, nor in the place of the bolts that hold it"),
            hit(5, "Jonas Lindqvist", "11/20/26", "new <b>bearing</b>s come on Friday"),
            hit(3, "Lab bench", "11/18/26", "runout-<b>bearing</b>-3.csv"),
            hit(0, "Sea trials", "10/2/26", "What about <b>bearing</b> 1?")]
    }

    function hintsOf() {
        return [{ text: "from:", about: "a person" }, { text: "in:", about: "a room" }, { text: "has:link", about: "with a link" },
            { text: "after:", about: "a day, or later" }, { text: "before:", about: "a day" }]
    }

    function texts() {
        return [{ when: "Tuesday, 24 November 2026 09:41", text: "0.14 mm of runout at the flange. That explains the four degrees." },
            { when: "Tuesday, 24 November 2026 09:40", text: "0.41 mm of runout at the flange. That explains the four degrees." },
            { when: "Tuesday, 24 November 2026 09:39", text: "0.41 mm of runout." }]
    }

    function answers() {
        return [message(0, "09:31", "Good. Bring the gauge with the long foot, please.", { isRead: true, startsGroup: true }),
            message(2, "09:26", "The magnet base is still at Ren's. I fetch it.", { reactions: [{ emoji: "👍", count: 2, mine: true, names: "You, Ren" }] }),
            message(1, "09:24", "I can hold the other end from half past."),
            message(3, "09:21", "I have one in the lab. Give me twenty minutes, then I need a second pair of hands at the coupling.", { dayText: "Today" })]
    }

    function code() {
        const block = (language, text) => ({ kind: "code", language: language, text: text })
        return [
            message(1, "10:02", [{ kind: "text", text: "And the query behind it, three things to check:<br>• the index<br>• the <b>join</b><br>&nbsp;&nbsp;&nbsp;1. by ship<br>&nbsp;&nbsp;&nbsp;2. by day" },
                block("sql", "SELECT ship, avg(runout) -- in mm\nFROM readings WHERE at > '2026-11-24' GROUP BY ship;")]),
            message(3, "09:58", [block("sh", "# the last hour\nfor f in logs/*.csv; do\n  grep \"b3\" \"$f\" | tail -n 60\ndone")]),
            message(2, "09:55", [{ kind: "quote", text: "How is it computed?" }, block("cpp",
                "// Runout from two readings, in mm.\nstatic double runout(double top, double bottom)\n{\n    return std::abs(top - bottom) / 2.0; /* half of\n    the difference */\n}")]),
            message(0, "09:54", [block("py", "def mean(rows):\n    \"\"\"Of what is not None.\"\"\"\n    known = [r for r in rows if r is not None]\n    return sum(known) / len(known) if known else 0.0"),
                block("", "no language: one colour")], { dayText: "Today" })]
    }

    function activity() {
        const row = (who, reason, excerpt, ago, isUnread) => ({ author: people[who], authorId: "u" + (who + 1),
            reason: reason, excerpt: excerpt, ago: ago, isUnread: isUnread })
        return [row(2, "wrote to you", "Can you look at the drawings before the meeting? I marked what changed.", "just now", true),
            row(4, "named you in Konstruktionsbesprechung Rumpfsegment Achtern", "@mira the frames 14 to 18 are yours, please check the weld list against the drawing", "12 minutes ago", true),
            row(5, "added you to Sea trials", "", "1 hour ago", true),
            row(1, "answered you in Engine room", "Yes, the new gasket holds.", "2 hours ago", false),
            row(3, "used a keyword of yours in Lab bench", "The kiln is free from four o'clock.", "1 day ago", false),
            row(1, "named you in Everybody", "@room Cake at ten.", "3 days ago", false)]
    }

    //! What became of messages after they were said.
    function changed() {
        const chip = (emoji, count, mine, names) => ({ emoji: emoji, count: count, mine: mine, names: names })
        const rows = talk()
        return [
            message(2, "09:44", "I'm on it, the gauge is on the bench already.", { reply: { messageId: "m3", author: "Tomasz Zieliński",
                text: "I have one in the lab. Give me twenty minutes, then I need a second pair of hands at the coupling, and somebody who reads the gauge." },
                reactions: [chip("👍", 3, true, "You, Jonas Lindqvist, Ren"), chip("🔧", 1, false, "Ren")] }),
            message(0, "09:40", "0.14 mm of runout at the flange. That explains the four degrees.", { isEdited: true, isRead: true,
                reactions: [chip("🎉", 12, false, "Mira Tanaka, Jonas Lindqvist, Ren and 9 more"), chip("👀", 1, true, "You"),
                    chip("❤️", 2, false, "Ren, Aïcha Benali")] }),
            message(3, "09:36", [{ kind: "gone", text: "This message was deleted." }], { isDeleted: true }),
            message(3, "09:35", "Coupling opens at ten. Bring the <b>torque wrench</b>.", { isPinned: true, isEdited: true }),
            message(0, "09:34", "Then we should stop the shaft generator now.", { state: 2, isEdited: true,
                errorText: "The message was deleted meanwhile." })].concat(rows)
    }

    //! Messages with files.
    function carried() {
        const file = (name, details, extra) => Object.assign({ fileId: name, name: name, details: details, isImage: false,
            width: 0, height: 0, picture: "", progress: -1 }, extra ?? {})
        return [
            message(0, "09:58", "", { state: 1, files: [file("runout-bearing-3.csv", "18.4 MB", { progress: 0.62 })] }),
            message(3, "09:55", "", { files: [file("IMG_2041.jpg", "3.1 MB", { isImage: true, width: 4032, height: 3024 }),
                file("a very long name of a measurement that nobody will ever read to its end, second version.xlsx", "412 kB"),
                file("log.zip", "8.0 MB", { progress: 0.3 })], reactions: [{ emoji: "👍", count: 2, mine: true, names: "You, Ren" }] }),
            message(2, "09:52", "The sheet, as agreed. The drawing is in the folder of the yard.", {
                files: [file("alignment.pdf", "Saved to Downloads")] })].concat(talk().slice(0, 3))
    }

    function member(i, name, presence, status) {
        return { userId: "u" + i, username: name.toLowerCase(), displayName: name, presence: presence,
            statusText: status, isSelf: i === 1, roomRole: i === 1 ? "owner" : i === 3 ? "admin" : i === 6 ? "guest" : "member" }
    }

    function members(count) {
        const words = ["", "In the workshop until four", "In a meeting", "Last seen yesterday, 18:20"]
        const list = []
        for (let i = 0; i < count; ++i) {
            const p = Math.min(3, Math.floor(i * 4 / count))
            list.push(member(i + 1, i < people.length ? people[i] : "Colleague " + i, p, i % 2 ? words[p] : ""))
        }
        return list
    }

    function choices() {
        return members(6).slice(1).map(each => Object.assign(each, { isChosen: false,
            statusText: each.statusText !== "" ? each.statusText : "online" }))
    }

    function found() {
        return [{ kind: "room", itemId: "r1", title: "Engine room", subtitle: "Everything that turns" },
            { kind: "room", itemId: "r2", title: "Sea trials", subtitle: "7 unread" },
            { kind: "person", itemId: "u2", title: "Jonas Lindqvist", subtitle: "Away" },
            { kind: "person", itemId: "u3", title: "Aïcha Benali", subtitle: "Online" },
            { kind: "command", itemId: "new", title: "New room", subtitle: "Ctrl N" },
            { kind: "command", itemId: "theme", title: "Switch to the dark theme", subtitle: "" }]
    }
}
