import QtQuick
import Hearth.App
import Hearth.Theme

//! A panel in its place; while the dashboard is edited, with what moves and changes it.
FocusScope {
    id: frame

    required property string panelId
    required property PanelData panel
    required property GridPlace place
    required property DashboardViewModel board
    property bool wall: false
    property real grown: 1
    readonly property alias card: card
    readonly property Item handles: handles.item as Item

    Accessible.role: Accessible.Grouping
    Accessible.name: card.Accessible.name

    PanelCard {
        id: card

        anchors.fill: parent
        focus: !frame.board.editing
        enabled: !frame.board.editing
        panel: frame.panel
        range: frame.board.range
        wall: frame.wall
        grown: frame.grown
        spare: frame.board.editing ? 3 * Theme.control : 0
        Accessible.ignored: true
    }

    Loader {
        id: handles

        function fill() {
            if (frame.board.editing)
                setSource(Qt.resolvedUrl("PanelHandles.qml"), { "panelId": frame.panelId, "panel": frame.panel, "frame": frame,
                    "place": frame.place, "board": frame.board, "focus": true })
            else
                source = ""
        }

        anchors.fill: parent
        focus: frame.board.editing
        Component.onCompleted: fill()
    }

    Connections {
        target: frame.board

        function onEditingChanged() {
            handles.fill()
        }
    }

    Behavior on x {
        enabled: frame.board.editing

        NumberAnimation {
            duration: Theme.motion
            easing.type: Easing.OutCubic
        }
    }
    Behavior on y {
        enabled: frame.board.editing

        NumberAnimation {
            duration: Theme.motion
            easing.type: Easing.OutCubic
        }
    }
}
