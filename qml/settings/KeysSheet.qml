pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.Controls
import Hearth.Theme

//! All keys on one page, opened by `?`.
Sheet {
    id: sheet

    readonly property var groups: [
        {
            title: qsTr("Get around"),
            rows: [
                [qsTr("Find a room, a person, a dashboard, a command"), ["Ctrl K"]],
                [qsTr("Search in this room"), ["Ctrl F"]],
                [qsTr("Search everywhere"), ["Ctrl ⇧ F"]],
                [qsTr("Next and previous unread"), ["n", "p"]],
                [qsTr("Next and previous room"), ["Alt ↓", "Alt ↑"]],
                [qsTr("One step back"), ["Esc"]],
                [qsTr("Pinned messages"), ["Ctrl P"]],
                [qsTr("Show or hide people"), ["Ctrl I"]],
                [qsTr("Fold the rooms"), ["Ctrl B"]]
            ]
        },
        {
            title: qsTr("Read and write"),
            rows: [
                [qsTr("Send"), ["Enter"]],
                [qsTr("New line"), ["Shift Enter"]],
                [qsTr("Write"), ["c"]],
                [qsTr("Name somebody, put in an emoji"), ["@", ":"]],
                [qsTr("Edit your last message"), ["↑"]],
                [qsTr("Page through the messages"), ["Page ↑", "Page ↓"]],
                [qsTr("Newest message"), ["End"]]
            ]
        },
        {
            title: qsTr("In the messages"),
            rows: [
                [qsTr("Walk from one to the next"), ["↑", "↓"]],
                [qsTr("Answer, edit, react"), ["r", "e", "+"]],
                [qsTr("Open the thread"), ["t"]],
                [qsTr("Open a picture, save the files"), ["o", "s"]],
                [qsTr("Delete"), ["Del"]],
                [qsTr("All that can be done"), ["Enter"]]
            ]
        },
        {
            title: qsTr("On a dashboard"),
            rows: [
                [qsTr("Pause, go on"), ["Space"]],
                [qsTr("Look less far back, further back"), ["[", "]"]],
                [qsTr("Add a panel, edit"), ["a", "e"]],
                [qsTr("Send the panel to a room"), ["s"]],
                [qsTr("Full screen"), ["F11"]],
                [qsTr("Move a panel while editing"), ["↑", "↓", "←", "→"]],
                [qsTr("Resize it"), ["⇧ ↑", "⇧ ↓", "⇧ ←", "⇧ →"]],
                [qsTr("Change it, remove it"), ["Enter", "Del"]],
                [qsTr("Undo, save"), ["Ctrl Z", "Ctrl S"]]
            ]
        },
        {
            title: qsTr("Open"),
            rows: [
                [qsTr("Activity: what was for you"), ["Ctrl J"]],
                [qsTr("New room"), ["Ctrl N"]],
                [qsTr("New dashboard"), ["Ctrl D"]],
                [qsTr("Settings"), ["Ctrl ,"]],
                [qsTr("This page"), ["?"]]
            ]
        }
    ]

    title: qsTr("Keys")
    onOpened: flick.forceActiveFocus()

    Flickable {
        id: flick

        function move(direction: int) {
            contentY = Math.max(0, Math.min(contentHeight - height, contentY + direction * Theme.bar))
        }

        focus: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        implicitHeight: column.implicitHeight
        contentHeight: column.implicitHeight
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        Keys.onDownPressed: move(1)
        Keys.onUpPressed: move(-1)

        ScrollBar.vertical: ScrollBar {}

        ColumnLayout {
            id: column

            width: flick.width
            spacing: 0

            Repeater {
                model: sheet.groups

                ColumnLayout {
                    id: group

                    required property var modelData

                    Layout.bottomMargin: Theme.space12
                    spacing: 0

                    Label {
                        Layout.bottomMargin: Theme.space4
                        text: group.modelData.title
                        kind: Label.Kind.Secondary
                        strong: true
                    }

                    Repeater {
                        model: group.modelData.rows

                        KeyRow {
                            required property var modelData

                            Layout.fillWidth: true
                            Layout.preferredHeight: Theme.caption
                            what: modelData[0]
                            keys: modelData[1]
                        }
                    }
                }
            }
        }
    }
}
