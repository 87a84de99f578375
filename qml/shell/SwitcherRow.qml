import QtQuick
import Hearth.Controls
import Hearth.Theme

//! A room, a person, a dashboard or a command that was found.
ItemDelegate {
    id: root

    required property string kind
    required property string itemId
    required property string title
    required property string subtitle
    readonly property var glyphs: ({ "room": "hash", "person": "person", "dashboard": "dashboard", "command": "settings", "search": "search" })

    implicitHeight: Theme.control + Theme.space4
    focusPolicy: Qt.NoFocus
    text: title

    contentItem: Item {
        Icon {
            id: glyph

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.icon
            height: Theme.icon
            name: root.glyphs[root.kind] ?? "hash"
            color: root.current ? Theme.emberText : Theme.secondary
        }

        Label {
            id: name

            anchors.left: glyph.right
            anchors.leftMargin: Theme.space12
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, (parent.width - glyph.width) * 0.6)
            text: root.title
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        Label {
            anchors.left: name.right
            anchors.leftMargin: Theme.space12
            anchors.right: parent.right
            anchors.baseline: name.baseline
            text: root.subtitle
            kind: Label.Kind.Secondary
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
}
