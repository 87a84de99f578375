import QtQuick
import Hearth.Controls
import Hearth.Theme

//! The box of what is chosen or not.
Rectangle {
    required property bool checked
    property bool hovered: false

    implicitWidth: Theme.icon
    implicitHeight: Theme.icon
    radius: Theme.space4
    color: checked ? Theme.emberFill : Theme.field
    border.width: Theme.hairline
    border.color: checked ? Theme.emberFill : hovered ? Theme.secondary : Theme.outline

    Icon {
        anchors.fill: parent
        anchors.margins: Theme.hairline
        name: "check"
        visible: parent.checked
        color: Theme.emberInk
    }
}
