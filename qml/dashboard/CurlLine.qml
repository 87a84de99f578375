import QtQuick
import Hearth.Controls
import Hearth.Theme

//! A line for a terminal, or an address, with a button that copies it.
Rectangle {
    id: root

    required property string text
    property string what: qsTr("Copy the line")
    readonly property alias copy: copy

    implicitHeight: line.implicitHeight + 2 * Theme.space12
    radius: Theme.radius
    color: Theme.code
    border.width: Theme.hairline
    border.color: Theme.line

    Item {
        anchors.left: parent.left
        anchors.leftMargin: Theme.space12
        anchors.right: copy.left
        anchors.rightMargin: Theme.space4
        anchors.verticalCenter: parent.verticalCenter
        implicitHeight: line.implicitHeight

        Label {
            id: line

            width: parent.width
            text: root.text
            kind: Label.Kind.Mono
            wrapMode: Text.WrapAnywhere
            // As in a terminal, whatever the window's direction.
            LayoutMirroring.enabled: false
        }
    }

    IconButton {
        id: copy

        anchors.right: parent.right
        anchors.rightMargin: Theme.space4
        anchors.verticalCenter: parent.verticalCenter
        glyph: done.running ? "check" : "copy"
        text: done.running ? qsTr("Copied") : root.what
        onClicked: {
            clipboard.copy(root.text)
            done.restart()
        }

        Timer {
            id: done

            interval: Theme.doneDelay
        }
    }

    Clipboard {
        id: clipboard
    }
}
