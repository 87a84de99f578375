import QtQuick

//! The lines above a message that begins a day, or what is new.
Item {
    id: root

    required property MessageDelegate owner

    implicitHeight: fresh.y + (fresh.visible ? fresh.height : 0)

    DayLine {
        id: day

        width: parent.width
        text: root.owner.dayText
    }

    NewLine {
        id: fresh

        y: day.visible ? day.height : 0
        width: parent.width
        visible: root.owner.isNewLine
    }
}
