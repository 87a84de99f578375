import QtQuick
import Hearth.Theme

//! The ground of anything that can be pressed: invisible at rest.
Rectangle {
    property bool hovered: false
    property bool down: false
    property bool current: false

    radius: Theme.radius
    color: down ? Theme.pressed : current ? Theme.selected : hovered ? Theme.hover : Theme.alpha(Theme.hover, 0)
}
