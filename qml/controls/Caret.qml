import QtQuick
import Hearth.Theme

//! Where the next letter goes. It blinks for ten seconds after it moved and then stands still, as GTK's does: a window
//! in which nothing happens draws nothing.
Rectangle {
    id: caret

    property int changesLeft: 0

    function wake() {
        opacity = 1
        changesLeft = Theme.caretBlinks
        timer.restart()
    }

    width: Theme.hairline
    color: Theme.text
    visible: parent?.activeFocus ?? false
    onXChanged: wake()
    onYChanged: wake()
    onVisibleChanged: wake()

    Timer {
        id: timer

        interval: Theme.caretBlink
        repeat: caret.visible && caret.changesLeft > 0
        onTriggered: {
            caret.changesLeft -= 1
            caret.opacity = caret.changesLeft % 2 ? 0 : 1
        }
    }
}
