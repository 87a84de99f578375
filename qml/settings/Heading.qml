import QtQuick
import Hearth.Controls

//! What the things below it have in common.
Label {
    kind: Label.Kind.Secondary
    strong: true
    Accessible.role: Accessible.Heading
}
