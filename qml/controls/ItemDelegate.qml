import QtQuick
import QtQuick.Templates as T
import Hearth.Theme

//! A row of a list that does something when pressed.
T.ItemDelegate {
    id: control

    property bool current: false

    implicitHeight: Theme.row
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    leftPadding: Theme.space12
    rightPadding: Theme.space12
    Accessible.name: text
    Accessible.role: Accessible.ListItem
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: Label {
        text: control.text
        elide: Text.ElideRight
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }

    background: HoverGround {
        hovered: control.hovered
        down: control.down
        current: control.current

        FocusRing {
            shown: control.visualFocus
            offset: -1
        }
    }
}
