import QtQuick
import Hearth.Theme

//! One device pixel between two grounds.
Rectangle {
    implicitWidth: Theme.hairline
    implicitHeight: Theme.hairline
    color: Theme.line
}
