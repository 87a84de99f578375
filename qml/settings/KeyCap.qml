import QtQuick
import Hearth.Controls
import Hearth.Theme

//! A key as it looks on a keyboard.
Rectangle {
    id: cap

    required property string text

    implicitWidth: Math.max(implicitHeight, label.implicitWidth + Theme.space12)
    implicitHeight: label.implicitHeight + Theme.space4
    radius: Theme.space4
    color: Theme.code
    border.width: Theme.hairline
    border.color: Theme.outline

    Label {
        id: label

        anchors.centerIn: parent
        text: cap.text
        kind: Label.Kind.Mono
        font.pointSize: Theme.tinySize
    }
}
