import QtQuick
import Hearth.Theme

//! Who, and when, and what it answers.
Item {
    id: root

    required property MessageDelegate owner

    implicitHeight: head.implicitHeight + line.implicitHeight

    MessageHead {
        id: head

        width: parent.width
        owner: root.owner
    }

    ReplyLine {
        id: line

        x: root.owner.gutter
        y: head.implicitHeight
        width: root.owner.textWidth
        owner: root.owner
    }
}
