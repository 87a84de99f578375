import QtQuick
import Hearth.Theme

//! Two pixels of ember around the parent, two pixels away from it; negative `offset` draws inside a row.
Rectangle {
    required property bool shown
    property int offset: Theme.ring
    property real corner: Theme.radius

    anchors.fill: parent
    anchors.margins: offset < 0 ? 0 : -(offset + Theme.ring)
    radius: offset < 0 ? corner : corner + offset + Theme.ring
    color: "transparent"
    border.width: Theme.ring
    border.color: Theme.ember
    visible: shown
    z: 1
}
