import QtQuick
import QtTest
import Hearth.App
import Hearth.Charts
import Hearth.Theme

Item {
    id: root

    width: 900
    height: 400

    Component {
        id: ranges

        TimeRange {}
    }

    Component {
        id: panels

        PanelData {}
    }

    Component {
        id: bodies

        PanelBody {}
    }

    TestCase {
        id: test

        name: "Charts"
        when: windowShown

        property TimeRange range
        property PanelData panel
        property PanelBody body

        function make(spec, options) {
            range = createTemporaryObject(ranges, root)
            panel = createTemporaryObject(panels, root, { spec: Object.assign({ series: [{ channel: "kiln", field: "value" }] }, spec), range: range })
            body = bodies.createObject(root, Object.assign({ panel: panel, range: range, width: 400, height: 200 }, options ?? {}))
            verify(body)
        }

        function values(count) {
            return Array(count).fill(0).map((x, i) => [(count - 1 - i) * 1000, i])
        }

        function find(item, test) {
            if (test(item))
                return item
            for (let i = 0; i < item.children.length; ++i) {
                const found = find(item.children[i], test)
                if (found)
                    return found
            }
            return null
        }

        function canvas() {
            return find(body, item => item.hoverX !== undefined && item.plot !== undefined)
        }

        function init() {
            failOnWarning(/.?/)
        }

        //! Before the panel that it shows.
        function cleanup() {
            body.destroy()
            tryVerify(() => body === null)
        }

        function test_everyKindShowsWhatItHas_data() {
            return ["line", "area", "stat", "gauge", "bars", "table", "log", "text"].map(kind => ({ tag: kind }))
        }

        function test_everyKindShowsWhatItHas(row) {
            make({ kind: row.tag, title: "Kiln", unit: "°C", text: "**Hot**", thresholds: [{ value: 5, level: "warning" }, { value: 8, level: "critical" }] })
            panel.feed("kiln", values(10))
            compare(panel.kind, row.tag)
            compare(panel.hintText, "")
            compare(panel.valueText, row.tag === "line" || row.tag === "area" ? "9\u00A0°C" : "")
            verify(body.Accessible.name.startsWith("Kiln"))
            if (row.tag !== "text" && row.tag !== "log")
                verify(body.Accessible.name.includes("9\u00A0°C critical"), body.Accessible.name)
            if (row.tag !== "text")
                compare(panel.level, 2)
        }

        function test_saysWhyThereIsNothing() {
            make({ title: "Kiln", kind: "line" })
            compare(panel.noteText, "No value yet")
            verify(panel.hintText.includes("kiln"))
            panel.refuse("kiln", "You have no access to kiln.")
            compare(panel.hintText, "You have no access to kiln.")
            panel.spec = { series: [] }
            compare(panel.noteText, "No channel yet")
        }

        function test_anotherKindIsDrawnAtOnce() {
            make({ kind: "line" })
            panel.feed("kiln", values(10))
            verify(canvas())
            panel.spec = { kind: "gauge" }
            tryVerify(() => !canvas())
            panel.spec = { kind: "area" }
            tryVerify(() => canvas())
        }

        function test_anOldValueSaysHowOld() {
            make({ kind: "line", title: "Kiln" })
            panel.feed("kiln", values(10).map(each => [each[0] + 720000, each[1]]))
            verify(panel.stale)
            compare(panel.noteText, "12 min old")
        }

        function test_arrowsWalkTheValuesAndEnterZooms() {
            make({ kind: "line" })
            panel.feed("kiln", values(10))
            tryVerify(() => canvas().plot.width > 0)
            body.forceActiveFocus()
            keyClick(Qt.Key_Left)
            compare(range.hoverAt, panel.now())
            keyClick(Qt.Key_Left)
            compare(range.hoverAt, panel.now() - 1000)
            verify(body.Accessible.name.includes("8"), body.Accessible.name)
            keyClick(Qt.Key_Left)
            keyClick(Qt.Key_Right)
            compare(range.hoverAt, panel.now() - 1000)
            keyClick(Qt.Key_Return)
            verify(range.zoomed)
            compare(range.calls.length, 1)
            keyClick(Qt.Key_Escape)
            verify(!range.zoomed)
            verify(range.hoverAt > 0)
            keyClick(Qt.Key_Escape)
            compare(range.hoverAt, 0)
        }

        function test_pointingReadsAllPanelsAndLeavingNone() {
            make({ kind: "line" })
            panel.feed("kiln", values(200))
            const other = createTemporaryObject(panels, root, { spec: { series: [{ channel: "tank", field: "value" }] }, range: range })
            other.feed("tank", values(200))
            const chart = canvas()
            tryVerify(() => chart.plot.width > 0)
            mouseMove(chart, chart.plot.right - 50, 50)
            verify(range.hoverAt > 0)
            compare(panel.hovered.rowCount(), 1)
            compare(other.hovered.rowCount(), 1)
            verify(Math.abs(chart.hoverX - (chart.plot.right - 50)) < 2)
            mouseMove(root, 890, 390)
            tryCompare(range, "hoverAt", 0)
            compare(other.hovered.rowCount(), 0)
        }

        function test_theCardNeverLeavesThePanel_data() {
            return [{ tag: "left", at: 1 }, { tag: "right", at: -2 }, { tag: "middle", at: 150 }]
        }

        function test_theCardNeverLeavesThePanel(row) {
            make({ kind: "line", series: [{ channel: "kiln", field: "value", label: "W".repeat(90) }, { channel: "kiln", field: "value", label: "b" }] },
                { width: 300, height: 120 })
            panel.feed("kiln", values(290))
            const chart = canvas()
            tryVerify(() => chart.plot.width > 0)
            mouseMove(chart, 200, 100)
            mouseMove(chart, row.at < 0 ? chart.plot.right + row.at : chart.plot.left + row.at, 40)
            const card = find(body, item => item.fitsBehind !== undefined)
            tryVerify(() => card.visible && card.height > 20)
            verify(card.x >= 0 && card.x + card.width <= chart.width, card.x + " " + card.width + " in " + chart.width)
            verify(card.y >= 0 && card.y + card.height <= chart.height)
        }

        function test_draggingZoomsAndADoubleClickGoesBack() {
            make({ kind: "line" })
            panel.feed("kiln", values(290))
            const chart = canvas()
            tryVerify(() => chart.plot.width > 0)
            // A hand that shakes is no drag.
            mousePress(chart, 300, 50)
            mouseMove(chart, 303, 50)
            mouseRelease(chart, 303, 50)
            verify(!range.zoomed)
            const from = chart.timeAt(100), until = chart.timeAt(200)
            mousePress(chart, 200, 50)
            mouseMove(chart, 150, 50)
            mouseMove(chart, 100, 50)
            mouseRelease(chart, 100, 50)
            verify(range.zoomed)
            tryVerify(() => Math.abs(chart.timeAt(chart.plot.left) - from) < 1000 && Math.abs(chart.timeAt(chart.plot.right) - until) < 1000)
            mouseDoubleClickSequence(chart, 150, 50)
            verify(!range.zoomed)
        }

        function test_aWallHasNothingToPointAt() {
            make({ kind: "line" }, { wall: true })
            panel.feed("kiln", values(290))
            const chart = canvas()
            tryVerify(() => chart.plot.width > 0)
            mouseMove(chart, 100, 60)
            mouseMove(chart, 150, 50)
            compare(range.hoverAt, 0)
            verify(!body.activeFocusOnTab)
        }

        function test_longOnesScrollByKeyboard_data() {
            return [{ tag: "table" }, { tag: "text" }, { tag: "log" }, { tag: "bars" }]
        }

        function test_longOnesScrollByKeyboard(row) {
            const many = {}
            for (let i = 0; i < 30; ++i)
                many["field " + i] = i
            make({ kind: row.tag, text: "- a line\n".repeat(40), series: [{ channel: "kiln", field: "" }] })
            panel.feed("kiln", Array(30).fill(0).map((x, i) => [(29 - i) * 1000, row.tag === "log" ? "said " + i : many]))
            const list = find(body, item => item.contentY !== undefined)
            tryVerify(() => list.contentHeight > list.height)
            body.forceActiveFocus()
            const top = list.contentY
            keyClick(Qt.Key_Down)
            verify(list.contentY > top)
            keyClick(Qt.Key_Up)
            compare(list.contentY, top)
        }

        function test_theTypeOfAWallGrowsWithIt_data() {
            return [{ tag: "line" }, { tag: "stat" }, { tag: "gauge" }, { tag: "bars" }, { tag: "table" }, { tag: "log" }, { tag: "text" }]
        }

        //! Of what is drawn, the largest.
        function type(item): real {
            const own = item.font && item.visible && item.text !== "" ? item.font.pointSize : 0
            return Math.max(own, ...Array.from(item.children).map(each => type(each)))
        }

        function test_theTypeOfAWallGrowsWithIt(row) {
            make({ kind: row.tag, text: "Hot", series: [{ channel: "kiln", field: "a" }, { channel: "kiln", field: "b" }] }, { wall: true, width: 900, height: 500 })
            panel.feed("kiln", [[1000, { a: 1, b: 2 }], [0, { a: 2, b: 1 }]])
            tryVerify(() => type(body) > 0)
            const before = type(body)
            body.grown = 2
            fuzzyCompare(type(body), 2 * before, 0.1)
        }

        function test_moreSeriesThanFitFold() {
            const many = {}
            for (let i = 0; i < 12; ++i)
                many["a field with a long name " + i] = i
            make({ kind: "line", series: [{ channel: "kiln", field: "" }] }, { height: 120 })
            panel.feed("kiln", [[1000, many], [0, many]])
            const legend = find(body, item => item.unfolded !== undefined)
            const shown = () => {
                let count = 0
                find(legend, item => { count += item.valueText !== undefined && item.visible; return false })
                return count
            }
            tryVerify(() => shown() === 4)
            const more = find(legend, item => item.text === "8 more")
            verify(more.visible)
            more.forceActiveFocus()
            for (const key of [Qt.Key_Space, Qt.Key_Return, Qt.Key_Enter]) {
                keyClick(key)
                compare(shown(), 12)
                keyClick(key)
                compare(shown(), 4)
            }
            verify(!range.zoomed, "the chart keeps out of it")
            keyClick(Qt.Key_Space)
            tryVerify(() => legend.contentHeight > legend.height, 1000, "more than has room")
            keyClick(Qt.Key_Down)
            verify(legend.contentY > 0)
            keyClick(Qt.Key_Up)
            compare(legend.contentY, 0)
            mouseWheel(legend, 20, 10, 0, -1200)
            compare(legend.contentY, legend.contentHeight - legend.height, "its last line is in sight")
            compare(more.text, "Fewer")
        }
    }
}
