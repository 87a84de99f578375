import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! A screen on the wall: the dashboard and its name, nothing else. Esc leaves it.
FocusScope {
    id: page

    required property DashboardsViewModel dashboards
    required property DashboardRotation rotation
    readonly property string noteText: rotation?.noteText ?? ""
    property string linkText: ""
    readonly property DashboardGrid grid: loader.item as DashboardGrid
    readonly property real grown: height / Theme.wallHeight
    readonly property var words: [noteText, linkText]
    readonly property string text: words.filter(each => each).join(" ")

    signal leaveRequested

    function fill() {
        if (dashboards.current)
            loader.setSource(Qt.resolvedUrl("DashboardGrid.qml"), { "board": dashboards.current, "wall": true })
        else
            loader.source = ""
    }

    Component.onCompleted: fill()

    // Whatever has the focus: what is shown comes and goes.
    Shortcut {
        sequence: "Escape"
        onActivated: page.leaveRequested()
    }

    Connections {
        target: page.dashboards

        function onCurrentChanged() {
            page.fill()
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }

    Label {
        id: name

        anchors.left: parent.left
        anchors.leftMargin: Theme.space16
        y: Theme.space8
        width: parent.width / 2
        text: page.dashboards.current?.name ?? ""
        kind: Label.Kind.Big
        font.pointSize: Theme.wallTitleSize * page.grown
        elide: Text.ElideRight
        Accessible.role: Accessible.Heading
    }

    Label {
        anchors.right: parent.right
        anchors.rightMargin: Theme.space16
        anchors.left: name.right
        anchors.verticalCenter: name.verticalCenter
        text: page.text
        font.pointSize: Theme.wallNoteSize * page.grown
        color: Theme.warning
        horizontalAlignment: Text.AlignRight
        elide: Text.ElideRight
    }

    Loader {
        id: loader

        anchors.fill: parent
        anchors.topMargin: name.height + Theme.space8
        focus: true
    }

    Label {
        anchors.centerIn: parent
        width: Math.min(Theme.sheet, parent.width)
        visible: page.dashboards.current === null
        text: page.noteText !== "" ? page.noteText : qsTr("The dashboards are not here yet.")
        kind: Label.Kind.Title
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
    }
}
