import QtQuick
import Hearth.App
import Hearth.Charts
import Hearth.Controls
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
    readonly property alias send: send
    readonly property bool sendable: !wall && !board.editing && panel.sendable

    Accessible.role: Accessible.Grouping
    Accessible.name: card.Accessible.name
    Keys.onPressed: event => {
        event.accepted = event.text === "s" && !(event.modifiers & (Qt.AltModifier | Qt.MetaModifier)) && sendable
        if (event.accepted)
            place.sendRequested(panelId)
    }

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

    // Over what is drawn: the heading's end is the value's.
    IconButton {
        id: send

        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.space8
        visible: frame.sendable && (pointed.hovered || activeFocus)
        glyph: "share"
        text: qsTr("Send %1 to a room").arg(frame.panel.title)
        keys: qsTr("s")
        onClicked: frame.place.sendRequested(frame.panelId)

        background: Rectangle {
            radius: Theme.radius
            color: send.down ? Theme.pressed : send.hovered ? Theme.hover : Theme.raised
            border.width: Theme.hairline
            border.color: Theme.line

            FocusRing {
                shown: send.visualFocus
            }
        }
    }

    HoverHandler {
        id: pointed
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
