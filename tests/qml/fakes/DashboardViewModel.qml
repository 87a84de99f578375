import QtQuick
import Hearth.App

QtObject {
    property string dashboardId: "d1"
    property string name: "Kiln"
    property TimeRange range: TimeRange {}
    property FakeList panels: FakeList {}
    property ChannelsModel channels: ChannelsModel {}
    property DashboardShare share: DashboardShare {}
    property AlertsModel alerts: AlertsModel {}
    property int columns: 12
    property int lines: 6
    property bool editing: false
    property bool dirty: false
    property bool busy: false
    property bool conflict: false
    property string noteText: ""
    property bool canUndo: false
    property PanelEditor editor: null
    property string undoText: ""
    property var calls: []

    signal announced(string text)

    function note(what: string) {
        calls = calls.concat([what])
    }

    function showAlerts(id: string) {
        note("showAlerts " + id)
    }

    function beginEdit() {
        note("beginEdit")
        editing = true
    }

    function discard() {
        note("discard")
        editing = false
        dirty = false
        conflict = false
        noteText = ""
    }

    function save() {
        note("save")
        editing = false
        dirty = false
    }

    function saveOver() {
        note("saveOver")
    }

    function undo() {
        note("undo")
        canUndo = false
    }

    function rename(to: string) {
        note("rename " + to)
        name = to
    }

    function addChannel(channel: string) {
        note("addChannel " + channel)
    }

    function editPanel(id: string) {
        note("editPanel " + id)
    }

    function newPanel() {
        note("newPanel")
    }

    function closeEditor() {
        editor = null
    }

    function removePanel(id: string) {
        note("removePanel " + id)
        undoText = "Removed"
        canUndo = true
        dirty = true
    }

    function dragTo(id: string, column: int, line: int) {
        note("dragTo " + id + " " + column + " " + line)
    }

    function stretchTo(id: string, wide: int, high: int) {
        note("stretchTo " + id + " " + wide + " " + high)
    }

    function drop() {
        note("drop")
    }

    function cancelDrag() {
        note("cancelDrag")
    }

    function step(id: string, columns: int, lines: int) {
        note("step " + id + " " + columns + " " + lines)
    }

    function grow(id: string, columns: int, lines: int) {
        note("grow " + id + " " + columns + " " + lines)
    }
}
