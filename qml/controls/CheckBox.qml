import QtQuick
import QtQuick.Templates as T
import Hearth.Controls
import Hearth.Theme

T.CheckBox {
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

    indicator: CheckMark {
        x: control.mirrored ? control.width - width : 0
        y: Math.round((control.height - height) / 2)
        checked: control.checked
        hovered: control.hovered

        FocusRing {
            shown: control.visualFocus
            corner: parent.radius
        }
    }
}
