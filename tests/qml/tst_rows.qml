import QtQuick
import QtTest
import Hearth.Scenes
import "find.js" as Find

//! What a row of a conversation is made of: a long room is as dear as its rows are.
TestCase {
    id: test

    name: "Rows"
    when: windowShown

    Scenes {
        id: scenes
    }

    function cleanupTestCase() {
        scenes.window.close()
    }

    function items(item) {
        let sum = 1
        for (let i = 0; i < item.children.length; ++i)
            sum += items(item.children[i])
        return sum
    }

    function play(name) {
        scenes.play(name)
        const list = scenes.window.page.conversation.messages
        tryVerify(() => list.itemAtIndex(0) && list.itemAtIndex(0).height > 0 && list.atYEnd)
        mouseMove(scenes.window.contentItem, 1, 1)
        return list
    }

    function test_anOrdinaryRowIsMadeOfFewItems_data() {
        return [{ tag: "begins a group", row: 0, items: 20 }, { tag: "goes on", row: 6, items: 14 }]
    }

    function test_anOrdinaryRowIsMadeOfFewItems(row) {
        const count = items(play("conversation-light").itemAtIndex(row.row))
        verify(count <= row.items, count)
    }

    function test_whatIsSeldomSeenComesWhenItIsWanted() {
        const list = play("conversation-light")
        const talk = scenes.app.session.conversation
        const row = list.itemAtIndex(0)
        compare(Find.named(row, "Copy text"), null)
        mouseMove(row, row.width / 2, row.height / 2)
        tryVerify(() => Find.named(row, "Copy text"))
        mouseClick(Find.named(row, "Copy text"))
        compare(talk.calls, ["copyText " + row.messageId])
        mouseMove(scenes.window.contentItem, 1, 1)
        tryVerify(() => !Find.named(row, "Copy text"))
    }

    function test_aRefusedMessageGrowsAtOnce() {
        const row = play("conversation-light").itemAtIndex(0)
        const height = row.height
        row.messageId = ""
        row.errorText = "too long"
        row.state = 2
        verify(row.height >= height + Find.named(row, "Try again").height, "no frame with the line over the next message")
        verify(Find.named(row, "Not sent: too long"))
        mouseClick(Find.named(row, "Try again"))
        mouseClick(Find.named(row, "Discard"))
        compare(scenes.app.session.conversation.calls, ["retry " + row.clientId, "discard " + row.clientId])
        row.state = 0
        compare(row.height, height)
    }

    function test_whatBecameOfAMessageStandsUnderIt() {
        const list = play("changes-light")
        const talk = scenes.app.session.conversation
        const row = list.itemAtIndex(1)
        const chip = Find.find(row, each => each.emoji === "\uD83D\uDC40")
        verify(chip.y + chip.height < row.height)
        mouseClick(chip)
        verify(Find.named(row, "edited"))
        verify(Find.named(list.itemAtIndex(2), "This message was deleted."))
        verify(Find.named(list.itemAtIndex(3), "pinned"))
        verify(Find.named(list.itemAtIndex(3), "edited"))
        verify(Find.named(list.itemAtIndex(4), "Not changed: The message was deleted meanwhile."))
        const line = Find.find(list.itemAtIndex(0), each => each.said !== undefined)
        mouseClick(line)
        compare(talk.calls, ["react " + row.messageId + " \uD83D\uDC40", "jumpTo m3"])
        row.answers = 2
        const answers = Find.find(row, each => each.text === "2 answers")
        tryVerify(() => answers.visible && answers.height > 0)
        mouseClick(answers)
        compare(scenes.app.session.calls, ["openThread " + row.messageId])
        row.answers = 0
        row.reactions = []
        row.isEdited = false
        tryVerify(() => !Find.named(row, "edited"))
    }

    function test_aChartIsHeardWhileItIsShown() {
        const list = play("chart-sent-light")
        const row = list.itemAtIndex(1)
        const chart = row.chart
        compare(chart.holders, 1)
        const shown = Find.find(row, each => each.held !== undefined)
        tryVerify(() => shown.card && shown.card.body.height > 0)
        verify(shown.y + shown.height <= row.height)
        verify(Find.named(row, "As it was, 24/11/2026 09:12 · show live"))
        mouseClick(shown.when)
        compare(chart.live, true)
        verify(Find.named(row, "Live · show as it was"))
        const height = row.height
        row.chart = null
        compare(chart.holders, 0)
        verify(row.height < height)
    }

    function test_aRowGetsTheHeadItsMessageNeeds() {
        const row = play("changes-light").itemAtIndex(0)
        const height = row.height
        const line = () => Find.find(row, each => each.visible && each.said !== undefined)
        verify(line())
        row.reply = {}
        verify(!line())
        verify(row.height < height)
        row.reply = { messageId: "m1", author: "Ren", text: "words" }
        compare(line().said, "words")
        compare(row.height, height)
    }

    function test_aReusedRowForgetsWhatItWas() {
        const row = play("conversation-light").itemAtIndex(0)
        row.dayText = "Today"
        verify(Find.named(row, "Today"))
        const height = row.height
        row.dayText = ""
        row.startsGroup = false
        compare(Find.named(row, "Today"), null)
        verify(row.height < height)
        compare(Find.named(row, row.author), null)
    }

    function test_ofALongMessageOnlyWhatIsNearIsDrawn() {
        const list = play("conversation-light")
        const blocks = Array(60).fill(0).map((x, i) => ({ kind: "text", text: "part " + i + "<br>two<br>three<br>four" }))
        scenes.app.session.conversation.messages.prepend(scenes.demo.message(2, "09:50", blocks, { excerpt: 1 }))
        tryVerify(() => list.itemAtIndex(0) && Find.named(list.itemAtIndex(0), "Show all"))
        const row = list.itemAtIndex(0)
        mouseClick(Find.named(row, "Show all"))
        const text = i => Find.find(row, each => each.text === blocks[i].text)
        tryVerify(() => text(59))
        tryVerify(() => row.height > 5 * list.height, 1000, "what is not drawn keeps its place")
        list.toNewest()
        tryVerify(() => text(59).visible)
        compare([text(0).visible, text(20).visible], [false, false])
        list.positionViewAtIndex(0, ListView.End)
        for (let i = 0; i < 20; ++i)
            list.page(-1)
        tryVerify(() => text(0).visible)
        compare(text(59).visible, false)
    }

    function test_allOfACodeIsCopiedWhateverIsShown() {
        const list = play("conversation-light")
        const input = scenes.window.page.conversation.composer.input
        scenes.app.session.conversation.messages.prepend(scenes.demo.message(2, "09:50", [
            { kind: "code", text: "one\n", copies: "one\ntwo" }, { kind: "code", text: "two", copies: "" }]))
        tryVerify(() => list.itemAtIndex(0) && Find.find(list.itemAtIndex(0), each => each.text === "two"))
        const row = list.itemAtIndex(0)
        const button = Find.named(row, "Copy code")
        mouseClick(button)
        compare(button.text, "Copied")
        compare(Find.named(row, "Copy code"), null, "one for all of it")
        input.clear()
        input.paste()
        compare(input.text, "one\ntwo")
    }

    function test_aMarkSaysThatItWaitsOrWasRead() {
        const list = play("conversation-light")
        const marks = row => ["Waiting to be sent", "Read"].filter(name =>
            Find.find(row, each => each.visible && each.Accessible.name === name))
        const row = list.itemAtIndex(3)
        compare(marks(row), ["Read"])
        compare(marks(list.itemAtIndex(0)), [])
        row.isRead = false
        compare(marks(row), [])
        row.state = 1
        compare(marks(row), ["Waiting to be sent"])
    }
}
