import QtQuick
import Hearth.Controls

//! A webhook: by which name it speaks, and who made it.
ActionRow {
    id: root

    required property string hookId
    required property string name
    required property string about
    readonly property alias discard: discard

    signal removeRequested

    title: name
    details: about
    glyph: "share"
    Accessible.name: qsTr("%1. %2").arg(name).arg(about)

    IconButton {
        id: discard

        glyph: "trash"
        text: qsTr("Delete the webhook %1").arg(root.name)
        onClicked: root.removeRequested()
    }
}
