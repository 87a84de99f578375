import QtQuick
import Hearth.Controls
import Hearth.Theme

//! A few words under a message that lead somewhere. The keyboard goes there by the message's own keys and menu.
Label {
    id: root

    //! In the colour of what only says something.
    property bool quiet: false

    signal clicked

    verticalAlignment: Text.AlignVCenter
    kind: Label.Kind.Tiny
    color: quiet && !hover.hovered ? Theme.secondary : Theme.emberText
    strong: !quiet
    font.underline: hover.hovered
    Accessible.role: Accessible.Link
    Accessible.name: text
    Accessible.onPressAction: clicked()

    HoverHandler {
        id: hover

        cursorShape: Qt.PointingHandCursor
    }

    TapHandler {
        onTapped: root.clicked()
    }
}
