import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! What is below a panel's heading, whatever its kind. Wheel, keys and focus: arrows walk the values, Enter zooms.
FocusScope {
    id: body

    required property PanelData panel
    required property TimeRange range
    //! Of a wall screen: larger type, nothing to point at.
    property bool wall: false
    property real grown: 1
    readonly property PanelLook look: PanelLook {
        wall: body.wall
        grown: body.grown
    }
    readonly property var files: ({ "line": "ChartPanel.qml", "area": "ChartPanel.qml", "stat": "StatPanel.qml",
        "gauge": "GaugePanel.qml", "bars": "BarsPanel.qml", "table": "TablePanel.qml", "log": "LogPanel.qml",
        "text": "TextPanel.qml" })
    readonly property var words: [panel.title, panel.pointedSummary || panel.summary]
    readonly property bool walks: panel.kind === "line" || panel.kind === "area"

    property string shownKind: ""
    //! Of which time the keys read; the pointer's is not for Esc to take back.
    property real walkedTo: 0
    readonly property bool walked: range.pointed && moments.hoverAt === walkedTo
    //! The range; its times are too long for a number that qmllint knows.
    readonly property var moments: range

    function show() {
        shownKind = panel.kind
        content.setSource(Qt.resolvedUrl(files[panel.kind] ?? "ChartPanel.qml"),
            { "panel": panel, "range": range, "look": look })
    }

    activeFocusOnTab: !wall
    Accessible.role: walks ? Accessible.Chart : Accessible.Pane
    Accessible.name: words.filter(each => each).join(": ")
    Accessible.focusable: !wall
    Component.onCompleted: show()

    Keys.onLeftPressed: event => event.accepted = step(-1)
    Keys.onRightPressed: event => event.accepted = step(1)
    Keys.onReturnPressed: event => event.accepted = zoomIn()
    Keys.onEnterPressed: event => event.accepted = zoomIn()
    Keys.onEscapePressed: event => event.accepted = stepBack()
    // Else the window takes it for its own step back.
    Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_Escape && (range.zoomed || walked)

    function step(direction: int): bool {
        if (walks && !wall) {
            panel.walk(direction)
            walkedTo = moments.hoverAt
        }
        return walks
    }

    //! A quarter of what is shown to either side of what is pointed at.
    function zoomIn(): bool {
        const shown = content.item as ChartPanel
        const chart = shown ? shown.chart : null
        if (!walks || wall || !chart || !range.pointed)
            return false
        const part = (chart.timeAt(chart.width) - chart.timeAt(0)) / 4
        range.zoomTo(range.hoverAt - part, range.hoverAt + part)
        return true
    }

    function stepBack(): bool {
        if (range.zoomed)
            range.reset()
        else if (walked)
            range.hoverAt = 0
        else
            return false
        return true
    }

    Connections {
        target: body.panel

        function onPanelChanged() {
            if (body.shownKind !== body.panel.kind)
                body.show()
        }
    }

    Loader {
        id: content

        anchors.fill: parent
        visible: body.panel.hintText === ""
        clip: true
        focus: true
    }

    Label {
        anchors.centerIn: parent
        width: parent.width
        visible: text !== ""
        text: body.panel.hintText
        kind: Label.Kind.Secondary
        font.pointSize: body.look.body
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        elide: Text.ElideRight
        maximumLineCount: 3
        Accessible.ignored: true
    }

    FocusRing {
        shown: body.activeFocus && !body.wall
    }
}
