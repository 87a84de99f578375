import QtQuick
import Hearth.Controls
import Hearth.Theme

//! A webhook: by which name it speaks, and who made it.
Item {
    id: root

    required property string hookId
    required property string name
    required property string about
    readonly property alias discard: discard

    signal removeRequested

    implicitHeight: lines.implicitHeight + Theme.space12
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1. %2").arg(name).arg(about)

    Icon {
        id: glyph

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.icon
        height: Theme.icon
        name: "share"
        color: Theme.secondary
    }

    Column {
        id: lines

        anchors.left: glyph.right
        anchors.leftMargin: Theme.space12
        anchors.right: discard.left
        anchors.rightMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.stroke

        Label {
            width: parent.width
            text: root.name
            strong: true
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        Label {
            width: parent.width
            text: root.about
            kind: Label.Kind.Secondary
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }

    IconButton {
        id: discard

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        glyph: "trash"
        text: qsTr("Delete the webhook %1").arg(root.name)
        onClicked: root.removeRequested()
    }
}
