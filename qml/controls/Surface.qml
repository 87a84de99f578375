pragma ComponentBehavior: Bound
import QtQuick
import Hearth.Theme

//! The ground of what floats. Its shadow is two plain rectangles: no effects on the software backend.
Rectangle {
    id: surface

    radius: Theme.cardRadius
    color: Theme.raised
    border.width: Theme.hairline
    border.color: Theme.dark ? Theme.outline : Theme.line

    Repeater {
        model: [Theme.space4 / 2, Theme.space4, Theme.space8]

        Rectangle {
            required property int modelData

            z: -1
            anchors.fill: parent
            anchors.margins: -modelData
            anchors.topMargin: 0
            radius: surface.radius + modelData
            color: Theme.alpha(Theme.shadow, Theme.shadow.a / 3)
        }
    }
}
