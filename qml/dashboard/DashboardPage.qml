import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! A dashboard in the place of a conversation.
FocusScope {
    id: page

    required property DashboardsViewModel dashboards
    required property DashboardViewModel board
    //! The state of the connection in words, while it is not live.
    property string linkText: ""
    property bool offline: false
    property bool single: false
    //! Fills the screen, without its heading.
    property bool bare: false
    readonly property alias header: header
    readonly property alias grid: grid
    readonly property alias editHeader: editHeader
    readonly property alias state: state
    readonly property alias sheet: sheet
    readonly property alias adding: adding
    readonly property alias alerts: alerts
    readonly property alias share: share
    readonly property alias sending: sending
    //! Something lies over it that Esc closes.
    readonly property bool covered: adding.visible || sheet.visible || alerts.visible || share.visible || sending.visible || header.ranges.menu.visible || header.more.covered
    readonly property bool empty: grid.cards.count === 0
    //! An edit keeps its heading.
    readonly property bool wall: bare && !board.editing

    signal backRequested
    signal bareRequested
    signal retryRequested

    //! One step back within the page; false where there is none.
    function back(): bool {
        if (editHeader.naming) {
            land()
            return true
        }
        if (board.range.zoomed) {
            board.range.reset()
            return true
        }
        // What was changed stays, as an edit that is not saved yet.
        if (board.editing && !board.dirty) {
            board.discard()
            return true
        }
        return false
    }

    //! To the panels; a name that is being written is taken with that, as with Enter.
    function land() {
        // The page itself would hand it back to the name.
        (empty ? emptyBoard : grid).forceActiveFocus()
    }

    function save() {
        if (editHeader.naming)
            land()
        board.save()
    }

    // Single keys: nothing is written here.
    Keys.onPressed: event => {
        const letter = event.modifiers & (Qt.AltModifier | Qt.MetaModifier) ? "" : event.text
        if (event.key === Qt.Key_Space)
            board.range.paused = !board.range.paused
        else if (letter === "a")
            adding.open()
        else if (letter === "e" && !board.editing && !bare)
            board.beginEdit()
        else if (event.matches(StandardKey.Undo))
            board.undo()
        else if (event.matches(StandardKey.Save) && board.editing)
            save()
        else if (letter === "[" || letter === "]")
            header.ranges.step(letter === "]" ? 1 : -1)
        else
            return
        event.accepted = true
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }

    DashboardHeader {
        id: header

        width: parent.width
        visible: !page.board.editing && !page.bare
        dashboards: page.dashboards
        board: page.board
        single: page.single
        onBackRequested: page.backRequested()
        onAddRequested: adding.open()
        onShareRequested: share.open()
        onAlertsRequested: alerts.show("")
        onBareRequested: page.bareRequested()
    }

    EditHeader {
        id: editHeader

        width: parent.width
        visible: page.board.editing
        board: page.board
        onAddRequested: adding.open()
    }

    DashboardState {
        id: state

        anchors.top: page.wall ? parent.top : header.bottom
        width: parent.width
        dashboards: page.dashboards
        board: page.board
        linkText: page.linkText
        offline: page.offline
        onRetryRequested: page.retryRequested()
    }

    DashboardGrid {
        id: grid

        anchors.top: state.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        visible: !page.empty
        focus: true
        wall: page.wall
        board: page.board
        onAlertsRequested: panelId => alerts.show(panelId)
        onSendRequested: panelId => page.dashboards.sendPanel(panelId)
    }

    EmptyBoard {
        id: emptyBoard

        anchors.top: state.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        visible: page.empty
        board: page.board
        dashboards: page.dashboards
    }

    AddPanelPopup {
        id: adding

        // Below its button, which is mirrored.
        x: mirrored ? Theme.space8 : parent.width - width - Theme.space8
        y: header.height
        board: page.board
    }

    PanelSheet {
        id: sheet

        board: page.board
    }

    AlertsSheet {
        id: alerts

        board: page.board
    }

    SendPanelSheet {
        id: sending

        sender: page.dashboards.sender
    }

    ShareSheet {
        id: share

        share: page.board.share
    }

    Announcer {
        id: announcer
    }

    Connections {
        target: page.board

        function onAnnounced(text) {
            announcer.say(text)
        }

        // What was edited with is gone, and the focus with it.
        function onEditingChanged() {
            page.land()
        }
    }
}
