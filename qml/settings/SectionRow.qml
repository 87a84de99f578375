import QtQuick
import Hearth.Controls
import Hearth.Theme

//! A section of the settings.
ItemDelegate {
    id: root

    required property var modelData
    required property bool focused

    focusPolicy: Qt.NoFocus
    implicitHeight: Theme.control
    text: modelData.title
    Accessible.selected: current

    contentItem: Item {
        Icon {
            id: glyph

            anchors.verticalCenter: parent.verticalCenter
            width: Theme.icon
            height: Theme.icon
            name: root.modelData.glyph
            color: root.current ? Theme.emberText : Theme.secondary
        }

        Label {
            anchors.left: glyph.right
            anchors.leftMargin: Theme.space12
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            strong: root.current
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }

    FocusRing {
        shown: root.focused
        offset: -1
    }
}
