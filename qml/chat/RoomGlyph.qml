import QtQuick
import Hearth.Controls
import Hearth.Theme

//! What kind of room: a person's presence, a lock, or a hash.
Item {
    id: root

    required property bool isDirect
    required property bool isPrivate
    required property int presence
    property color color: Theme.secondary

    implicitWidth: Theme.icon
    implicitHeight: Theme.icon

    PresenceDot {
        anchors.centerIn: parent
        visible: root.isDirect
        presence: root.presence
    }

    Icon {
        anchors.fill: parent
        anchors.margins: Theme.hairline
        visible: !root.isDirect
        name: root.isPrivate ? "lock" : "hash"
        color: root.color
    }
}
