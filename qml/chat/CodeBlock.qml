import QtQuick
import Hearth.Controls
import Hearth.Theme

//! Code as it was written: never wrapped, selectable, and with a button that copies it.
Rectangle {
    id: root

    required property string text
    //! What the button copies; empty where the code only goes on, and there is none.
    required property string copies
    //! As its writer called it; empty or unknown: it is in one colour.
    required property string language

    implicitHeight: code.implicitHeight + 2 * Theme.space8
    radius: Theme.radius
    color: Theme.code
    border.width: Theme.hairline
    border.color: Theme.line

    Flickable {
        id: flick

        anchors.fill: parent
        anchors.margins: Theme.space8
        anchors.leftMargin: Theme.space12
        anchors.rightMargin: Theme.space12
        contentWidth: code.implicitWidth
        flickableDirection: Flickable.HorizontalFlick
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        ScrollBar.horizontal: ScrollBar {
            bottomPadding: 0
        }

        TextEdit {
            id: code

            text: root.text
            textFormat: TextEdit.PlainText
            readOnly: true
            selectByMouse: true
            color: Theme.text
            selectionColor: Theme.emberFill
            selectedTextColor: Theme.emberInk
            font.family: Theme.mono
            font.pointSize: Theme.monoSize
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("Code: %1").arg(root.text)
        }
    }

    CodeHighlighter {
        document: code.textDocument
        language: root.language
        keyword: Theme.codeKeyword
        string: Theme.codeString
        comment: Theme.secondary
        number: Theme.codeNumber
    }

    HoverHandler {
        id: hover
    }

    Clipboard {
        id: clipboard
    }

    IconButton {
        id: copy

        anchors.top: parent.top
        anchors.right: parent.right
        anchors.margins: Theme.space4
        width: Theme.caption
        height: Theme.caption
        visible: root.copies !== ""
        opacity: hover.hovered || activeFocus || done.running ? 1 : 0
        glyph: done.running ? "check" : "copy"
        text: done.running ? qsTr("Copied") : qsTr("Copy code")
        onClicked: {
            clipboard.copy(root.copies)
            done.restart()
        }

        Timer {
            id: done

            interval: Theme.doneDelay
        }
    }
}
