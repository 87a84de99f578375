import QtQuick
import Hearth.Theme

//! How many; ember when they call for me, quiet otherwise.
Rectangle {
    id: badge

    required property int count
    property bool loud: false

    implicitHeight: Theme.badge
    implicitWidth: Math.max(implicitHeight, label.implicitWidth + Theme.space8 + Theme.stroke)
    radius: height / 2
    color: loud ? Theme.emberFill : Theme.pressed
    visible: count > 0

    Label {
        id: label

        anchors.centerIn: parent
        text: badge.count > 999 ? qsTr("999+") : badge.count
        kind: Label.Kind.Tiny
        strong: true
        color: badge.loud ? Theme.emberInk : Theme.text
        Accessible.ignored: true
    }
}
