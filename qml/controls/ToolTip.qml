import QtQuick
import QtQuick.Templates as T
import Hearth.Theme

T.ToolTip {
    id: control

    required property bool shown

    visible: shown && text !== ""
    delay: Theme.toolTipDelay
    x: parent ? Math.round((parent.width - implicitWidth) / 2) : 0
    y: parent ? parent.height + Theme.space4 : 0
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
