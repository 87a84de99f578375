import QtQuick
import QtQuick.Templates as T
import Hearth.Theme

//! A word about what is under the pointer; ToolTip makes it when it is to be shown.
T.ToolTip {
    id: control

    required property ToolTip owner

    visible: owner.shown && text !== ""
    text: owner.text
    delay: Theme.toolTipDelay
    x: !parent ? 0 : !owner.beside ? Math.round((parent.width - implicitWidth) / 2)
       : owner.LayoutMirroring.enabled ? -implicitWidth - Theme.space4 : parent.width + Theme.space4
    y: !parent ? 0 : owner.beside ? Theme.stroke : parent.height + Theme.space4
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    margins: Theme.space8
    padding: Theme.space4
    leftPadding: Theme.space8
    rightPadding: Theme.space8
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent | T.Popup.CloseOnReleaseOutsideParent

    contentItem: Label {
        text: control.text
        font.pointSize: Theme.smallSize
    }

    background: Surface {
        radius: Theme.radius
    }
}
