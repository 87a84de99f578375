import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! What stands in the way, with what can be done about it: first the edit's own trouble, then the connection's.
StateLine {
    id: root

    required property DashboardsViewModel dashboards
    required property DashboardViewModel board
    required property string linkText
    required property bool offline
    readonly property alias over: over
    readonly property alias away: away
    readonly property alias again: again

    signal retryRequested

    dot: offline ? Theme.ember : Theme.away
    wrong: dashboards.errorText !== ""
    text: dashboards.errorText !== "" ? dashboards.errorText : board.noteText !== "" ? board.noteText : linkText

    Button {
        id: over

        visible: root.board.conflict
        kind: Button.Kind.Quiet
        text: qsTr("Save over it")
        onClicked: root.board.saveOver()
    }

    Button {
        id: away

        visible: root.board.conflict
        kind: Button.Kind.Quiet
        text: qsTr("Throw mine away")
        onClicked: root.board.discard()
    }

    Button {
        id: again

        height: Theme.caption
        visible: root.offline && root.text === root.linkText
        kind: Button.Kind.Quiet
        text: qsTr("Try now")
        onClicked: root.retryRequested()
    }
}
