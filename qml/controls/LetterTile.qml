import QtQuick
import Hearth.Theme

//! A person or a room as its first letter.
Rectangle {
    id: tile

    required property string name
    required property string seed
    property int size: Theme.tile

    implicitWidth: size
    implicitHeight: size
    radius: Math.round(size / 4)
    color: Theme.alpha(Theme.person(seed), Theme.dark ? 0.18 : 0.13)

    Label {
        anchors.centerIn: parent
        text: Theme.initial(tile.name)
        strong: true
        font.pointSize: tile.size < Theme.tile ? Theme.tinySize : Theme.bodySize
        color: Theme.person(tile.seed)
        Accessible.ignored: true
    }
}
