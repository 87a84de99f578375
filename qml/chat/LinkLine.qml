import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The state of the connection in words, only while it is not live; and what went wrong last.
StateLine {
    id: root

    required property SessionViewModel session
    readonly property bool offline: session.link === SessionViewModel.Link.Offline

    wrong: session.errorText !== ""
    text: wrong ? session.errorText : session.linkText
    color: wrong ? Theme.errorGround : offline ? Theme.selected : Theme.hover
    dot: offline ? Theme.ember : Theme.away

    Button {
        height: Theme.caption
        visible: root.offline
        kind: Button.Kind.Quiet
        text: qsTr("Try now")
        onClicked: root.session.retryNow()
    }
}
