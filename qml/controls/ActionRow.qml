import QtQuick
import Hearth.Controls
import Hearth.Theme

//! A thing of a list: what it is called, a line below it, and what can be done to it at its end.
Item {
    id: root

    required property string title
    required property string details
    required property string glyph
    property color color: Theme.secondary
    default property alias actions: actions.data

    implicitHeight: lines.implicitHeight + Theme.space12
    Accessible.role: Accessible.ListItem

    Icon {
        id: icon

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.icon
        height: Theme.icon
        name: root.glyph
        color: root.color
    }

    Column {
        id: lines

        anchors.left: icon.right
        anchors.leftMargin: Theme.space12
        anchors.right: actions.left
        anchors.rightMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.stroke

        Label {
            width: parent.width
            text: root.title
            strong: true
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        Label {
            width: parent.width
            text: root.details
            kind: Label.Kind.Secondary
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }

    Row {
        id: actions

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
    }
}
