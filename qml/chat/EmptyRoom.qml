import QtQuick
import Hearth.Controls
import Hearth.Theme

//! What this place is, and the one thing to do next.
Item {
    id: root

    required property string title
    required property string text
    property string glyph: "hash"
    property string actionText: ""

    signal action

    Column {
        anchors.centerIn: parent
        width: Math.min(Theme.form, parent.width - 2 * Theme.space24)
        spacing: Theme.space8

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.bar
            height: Theme.bar
            radius: Theme.bar / 4
            color: Theme.hover

            Icon {
                anchors.centerIn: parent
                width: Theme.space24
                height: Theme.space24
                name: root.glyph
                color: Theme.emberText
            }
        }

        Item {
            width: parent.width
            height: Theme.space4
        }

        Label {
            width: parent.width
            text: root.title
            kind: Label.Kind.Title
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }

        Label {
            width: parent.width
            text: root.text
            color: Theme.secondary
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
        }

        Item {
            width: parent.width
            height: Theme.space4
            visible: button.visible
        }

        Button {
            id: button

            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.actionText !== ""
            text: root.actionText
            onClicked: root.action()
        }
    }
}
