pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Dashboard
import Hearth.Theme

//! The webhooks of the open room: what can only post speaks here, or tells a channel its value.
Sheet {
    id: sheet

    required property SessionViewModel session
    readonly property var hooks: session.conversation?.room.hooks ?? null
    readonly property bool made: (hooks?.url ?? "") !== ""
    readonly property alias name: name
    readonly property alias rows: rows
    readonly property alias make: make
    readonly property alias message: message

    title: qsTr("Webhooks")
    // Another room, or none.
    onHooksChanged: close()
    onAboutToShow: {
        name.value = ""
        hooks.refresh()
    }
    onOpened: name.field.forceActiveFocus()
    onClosed: hooks?.clear()

    Label {
        Layout.fillWidth: true
        text: sheet.made ? qsTr("This address is shown once: whoever has it can write here. Each line works as it stands.")
                         : qsTr("An address for programs that can only post: Grafana, Uptime Kuma, whatever speaks Slack's format, a line of curl.")
        kind: Label.Kind.Secondary
        wrapMode: Text.Wrap
    }

    ColumnLayout {
        Layout.fillWidth: true
        visible: sheet.made
        spacing: Theme.space8

        Label {
            text: qsTr("Says something in this room")
            strong: true
        }

        CurlLine {
            id: message

            Layout.fillWidth: true
            text: sheet.hooks?.messageLine ?? ""
            what: qsTr("Copy the line for a message")
        }

        Label {
            text: qsTr("Tells a channel its next value")
            strong: true
        }

        CurlLine {
            Layout.fillWidth: true
            text: sheet.hooks?.valueLine ?? ""
            what: qsTr("Copy the line for a value")
        }

        Label {
            text: qsTr("The address alone")
            strong: true
        }

        CurlLine {
            Layout.fillWidth: true
            text: sheet.hooks?.url ?? ""
            what: qsTr("Copy the address")
        }

        Button {
            Layout.leftMargin: -Theme.space16
            kind: Button.Kind.Quiet
            text: qsTr("I have it. Make another")
            onClicked: {
                sheet.hooks.clear()
                name.field.forceActiveFocus()
            }
        }
    }

    RowLayout {
        Layout.fillWidth: true
        visible: !sheet.made
        spacing: Theme.space8

        LabelledField {
            id: name

            Layout.fillWidth: true
            label: qsTr("It speaks as")
            value: ""
            hint: qsTr("Grafana")
            onEdited: text => value = text
            onAccepted: sheet.hooks.make(name.value)
        }

        Button {
            id: make

            Layout.alignment: Qt.AlignBottom
            kind: Button.Kind.Primary
            enabled: !(sheet.hooks?.busy ?? true)
            text: qsTr("Make a webhook")
            onClicked: sheet.hooks.make(name.value)
        }
    }

    ErrorLine {
        Layout.fillWidth: true
        text: sheet.hooks?.errorText ?? ""
    }

    ScrollColumn {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: rows.count > 0

        Repeater {
            id: rows

            model: sheet.hooks

            HookRow {
                id: row

                Layout.fillWidth: true
                onRemoveRequested: sheet.hooks.remove(row.hookId)
            }
        }
    }
}
