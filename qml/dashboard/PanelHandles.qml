import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! Moves, resizes, changes and removes a panel: by its heading, its corner and its buttons, or by the keyboard.
FocusScope {
    id: handles

    required property string panelId
    required property PanelData panel
    //! What is moved.
    required property Item frame
    required property GridPlace place
    required property DashboardViewModel board
    readonly property string title: panel.title
    readonly property alias alerts: alerts
    readonly property alias edit: edit
    readonly property alias discard: discard

    //! Where the grid has a place for what was dragged there.
    function moveTo(x: real, y: real) {
        board.dragTo(panelId, Math.round((x - place.margin) / place.pitch), Math.round((y - place.margin) / place.line))
    }

    function stretch(x: real, y: real) {
        board.stretchTo(panelId, Math.round((x - frame.x + place.gap) / place.pitch), Math.round((y - frame.y + place.gap) / place.line))
    }

    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("%1: arrows move it, Shift and arrows resize it, Enter changes it, Delete removes it").arg(title)
    Accessible.onPressAction: board.editPanel(panelId)

    Keys.onPressed: event => {
        const sides = { [Qt.Key_Left]: [-1, 0], [Qt.Key_Right]: [1, 0], [Qt.Key_Up]: [0, -1], [Qt.Key_Down]: [0, 1] }
        const side = sides[event.key]
        if (side && event.modifiers & Qt.ShiftModifier)
            board.grow(panelId, side[0], side[1])
        else if (side)
            board.step(panelId, side[0], side[1])
        else if ([Qt.Key_Return, Qt.Key_Enter, Qt.Key_Space].includes(event.key))
            board.editPanel(panelId)
        else if (event.key === Qt.Key_Delete)
            board.removePanel(panelId)
        else
            return
        event.accepted = true
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.cardRadius
        color: hover.hovered || drag.pressed ? Theme.alpha(Theme.hover, 0.5) : Theme.alpha(Theme.hover, 0)

        FocusRing {
            shown: handles.activeFocus && !alerts.activeFocus && !edit.activeFocus && !discard.activeFocus
            corner: Theme.cardRadius
        }
    }

    HoverHandler {
        id: hover
    }

    MouseArea {
        id: drag

        property point held

        anchors.fill: parent
        enabled: handles.board.columns > 6
        cursorShape: enabled ? pressed ? Qt.ClosedHandCursor : Qt.OpenHandCursor : Qt.ArrowCursor
        onPressed: mouse => {
            handles.forceActiveFocus(Qt.MouseFocusReason)
            held = Qt.point(mouse.x, mouse.y)
        }
        onPositionChanged: mouse => {
            const at = mapToItem(handles.place.ground, mouse.x, mouse.y)
            handles.moveTo(at.x - held.x, at.y - held.y)
        }
        onReleased: handles.board.drop()
        onCanceled: handles.board.cancelDrag()
        onDoubleClicked: handles.board.editPanel(handles.panelId)
    }

    Row {
        anchors.right: parent.right
        anchors.rightMargin: Theme.space8
        y: Theme.space8

        IconButton {
            id: alerts

            glyph: "bell"
            text: qsTr("Alerts of %1").arg(handles.title)
            onClicked: handles.place.alertsRequested(handles.panelId)
        }

        IconButton {
            id: edit

            glyph: "draft"
            text: qsTr("Change %1").arg(handles.title)
            keys: qsTr("Enter")
            onClicked: handles.board.editPanel(handles.panelId)
        }

        IconButton {
            id: discard

            glyph: "trash"
            text: qsTr("Remove %1").arg(handles.title)
            keys: qsTr("Del")
            onClicked: handles.board.removePanel(handles.panelId)
        }
    }

    MouseArea {
        id: corner

        // The grid counts from the left in every direction of writing.
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: Theme.space24
        height: Theme.space24
        visible: drag.enabled
        cursorShape: Qt.SizeFDiagCursor
        preventStealing: true
        onPositionChanged: mouse => {
            const at = mapToItem(handles.place.ground, mouse.x, mouse.y)
            handles.stretch(at.x, at.y)
        }
        onReleased: handles.board.drop()
        onCanceled: handles.board.cancelDrag()

        // Two strokes that say where to take hold.
        Rectangle {
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: Theme.space8
            width: Theme.mark
            height: Theme.stroke
            radius: Theme.stroke / 2
            color: Theme.secondary
        }

        Rectangle {
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: Theme.space8
            width: Theme.stroke
            height: Theme.mark
            radius: Theme.stroke / 2
            color: Theme.secondary
        }
    }
}
