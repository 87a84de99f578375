import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The state of the connection in words, only while it is not live; and what went wrong last.
Rectangle {
    id: root

    required property SessionViewModel session
    readonly property bool offline: session.link === SessionViewModel.Link.Offline
    readonly property string problem: session.errorText
    readonly property string text: problem !== "" ? problem : session.linkText

    implicitHeight: text === "" ? 0 : Math.max(Theme.caption, row.implicitHeight) + Theme.space4
    visible: text !== ""
    color: problem !== "" ? Theme.errorGround : offline ? Theme.selected : Theme.hover
    Accessible.role: Accessible.StatusBar
    Accessible.name: text

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: Theme.space16
        anchors.rightMargin: Theme.space8
        spacing: Theme.space8

        Rectangle {
            implicitWidth: Theme.dot
            implicitHeight: Theme.dot
            radius: Theme.dot / 2
            color: root.problem !== "" ? Theme.busy : root.offline ? Theme.ember : Theme.away
        }

        Label {
            Layout.fillWidth: true
            text: root.text
            wrapMode: Text.Wrap
            lineHeight: 1
            font.pointSize: Theme.smallSize
            color: root.problem !== "" ? Theme.error : Theme.text
            Accessible.ignored: true
        }

        Button {
            Layout.preferredHeight: Theme.caption
            visible: root.offline
            kind: Button.Kind.Quiet
            text: qsTr("Try now")
            onClicked: root.session.retryNow()
        }
    }
}
