import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! Where one writes: grows with the text up to a third of the page, and is emptied only by sending.
Rectangle {
    id: root

    required property ConversationViewModel conversation
    required property bool sendWithEnter
    required property real maximumHeight
    readonly property alias input: input
    readonly property alias completions: completions
    readonly property alias attachments: bar

    function send() {
        if (hasSomething)
            conversation.send()
    }

    readonly property bool archived: conversation.room.archived
    readonly property bool hasSomething: input.text.trim() !== "" || conversation.attachments.length > 0

    implicitHeight: Math.min(maximumHeight, bar.height + Math.max(Theme.control + Theme.space8, input.implicitHeight))
    radius: Theme.cardRadius
    color: Theme.field
    border.width: Theme.hairline
    border.color: Theme.outline

    FocusRing {
        shown: input.activeFocus
        offset: -1
        corner: root.radius
    }

    AttachmentBar {
        id: bar

        width: parent.width
        height: wanted ? Math.min(implicitHeight, root.maximumHeight / 2) : 0
        clip: true
        conversation: root.conversation
    }

    Flickable {
        id: flick

        anchors.fill: parent
        anchors.topMargin: bar.height
        anchors.rightMargin: send.width + attach.width + Theme.space8
        contentWidth: width
        contentHeight: input.height
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        ScrollBar.vertical: ScrollBar {}

        function reveal(area: rect) {
            if (area.y < contentY)
                contentY = Math.max(0, area.y - input.topPadding)
            else if (area.y + area.height > contentY + height)
                contentY = area.y + area.height + input.bottomPadding - height
        }

        TextArea {
            id: input

            objectName: "composer"
            width: flick.width
            height: Math.max(implicitHeight, flick.height)
            topPadding: Math.round((Theme.control + Theme.space8 - Theme.bodyLine) / 2) + Theme.hairline
            bottomPadding: topPadding - Theme.stroke
            enabled: !root.archived
            label: qsTr("Message to %1").arg(root.conversation.title)
            placeholderText: root.archived ? qsTr("This room is archived: nothing is written in it.")
                                           : root.conversation.isThread ? qsTr("Answer in the thread")
                                           : qsTr("Write to %1").arg(root.conversation.title)
            onTextChanged: {
                if (text !== root.conversation.draft)
                    root.conversation.draft = text
                look()
            }
            onCursorPositionChanged: look()
            onActiveFocusChanged: look()
            onCursorRectangleChanged: flick.reveal(cursorRectangle)
            Component.onCompleted: {
                text = root.conversation.draft
                cursorPosition = length
            }

            readonly property bool composing: preeditText !== ""

            function look() {
                if (activeFocus)
                    root.conversation.completion.look(text, cursorPosition)
            }

            // The window's own Esc must not come first.
            Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_Escape
                && (completions.visible || root.conversation.contextTitle !== "")
            Keys.onPressed: event => {
                // Text is pasted by the field itself.
                if (event.matches(StandardKey.Paste) && root.conversation.paste()) {
                    event.accepted = true
                    return
                }
                if ((completions.visible && completions.takesKey(event)) || leaves(event)) {
                    event.accepted = true
                    return
                }
                if (event.key === Qt.Key_Escape && root.conversation.contextTitle !== "") {
                    root.conversation.endContext()
                    event.accepted = true
                    return
                }
                if (event.key === Qt.Key_Up && text === "" && !composing && root.conversation.contextTitle === "") {
                    root.conversation.editLast()
                    event.accepted = true
                    return
                }
                if (event.key !== Qt.Key_Return && event.key !== Qt.Key_Enter)
                    return
                if (composing) {
                    // What the input method holds belongs to the message, but is no text yet.
                    Qt.inputMethod.commit()
                    event.accepted = true
                    return
                }
                const held = event.modifiers & (Qt.ShiftModifier | Qt.ControlModifier | Qt.AltModifier)
                const sends = root.sendWithEnter ? held === 0 || held === Qt.ControlModifier
                                                 : held === Qt.ControlModifier
                event.accepted = sends
                if (sends)
                    root.send()
            }
        }
    }

    CompletionList {
        id: completions

        anchors.bottom: parent.top
        anchors.bottomMargin: Theme.space4
        width: Math.min(parent.width, Theme.form)
        completion: root.conversation.completion
        wanted: input.activeFocus && !input.composing
    }

    Connections {
        target: root.conversation.completion

        function onAccepted(from, to, text) {
            input.remove(from, to)
            input.insert(from, text)
            input.forceActiveFocus()
        }
    }

    IconButton {
        id: attach

        anchors.right: send.left
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space4
        enabled: !root.archived
        glyph: "attach"
        text: qsTr("Attach files")
        onClicked: chooser.open(qsTr("Files to send to %1").arg(root.conversation.title))
    }

    FileChooser {
        id: chooser

        onChosen: files => {
            root.conversation.attach(files)
            input.forceActiveFocus()
        }
    }

    IconButton {
        id: send

        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.space4
        enabled: root.hasSomething
        glyph: "send"
        color: enabled ? Theme.emberText : Theme.secondary
        text: qsTr("Send")
        keys: root.sendWithEnter ? qsTr("Enter") : qsTr("Ctrl Enter")
        onClicked: root.send()
    }

    Connections {
        target: root.conversation

        function onContextChanged() {
            if (root.conversation.contextTitle === "")
                return
            input.forceActiveFocus()
            input.cursorPosition = input.length
        }

        function onDraftChanged() {
            if (input.text !== root.conversation.draft)
                input.text = root.conversation.draft
        }
    }
}
