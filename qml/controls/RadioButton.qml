import QtQuick
import QtQuick.Templates as T
import Hearth.Theme

T.RadioButton {
    id: control

    implicitHeight: Math.max(Theme.row, implicitContentHeight)
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    spacing: Theme.space8
    opacity: enabled ? 1 : 0.5
    Accessible.name: text

    contentItem: Label {
        leftPadding: control.mirrored ? 0 : control.indicator.width + control.spacing
        rightPadding: control.mirrored ? control.indicator.width + control.spacing : 0
        text: control.text
        verticalAlignment: Text.AlignVCenter
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }

    indicator: Rectangle {
        x: control.mirrored ? control.width - width : 0
        y: Math.round((control.height - height) / 2)
        implicitWidth: Theme.icon
        implicitHeight: Theme.icon
        radius: width / 2
        color: Theme.field
        border.width: Theme.hairline
        border.color: control.checked ? Theme.emberFill : control.hovered ? Theme.secondary : Theme.outline

        Rectangle {
            anchors.centerIn: parent
            width: Theme.dot + Theme.stroke
            height: width
            radius: width / 2
            visible: control.checked
            color: Theme.emberFill
        }

        FocusRing {
            shown: control.visualFocus
            corner: parent.radius
        }
    }
}
