import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! A panel as a form.
ColumnLayout {
    id: form

    required property PanelEditor editor
    required property ChannelsModel channels
    readonly property alias name: name
    readonly property alias kinds: kinds
    readonly property alias series: series
    readonly property alias scale: scale
    readonly property alias save: end.ok
    readonly property Ranges ranges: Ranges {}

    signal cancelled

    spacing: Theme.space12

    ScrollColumn {
        Layout.leftMargin: -ring
        Layout.rightMargin: -ring
        Layout.fillWidth: true
        Layout.fillHeight: true

        LabelledField {
            id: name

            Layout.fillWidth: true
            label: qsTr("Title")
            value: form.editor.title
            hint: qsTr("Kiln temperature")
            onEdited: text => form.editor.title = text
            onAccepted: form.editor.save()
        }

        ChoiceRow {
            id: kinds

            Layout.fillWidth: true
            label: qsTr("Drawn as")
            values: form.editor.kinds
            texts: form.editor.kindTexts
            value: form.editor.kind
            onChosen: value => form.editor.kind = value
        }

        PanelSeries {
            id: series

            Layout.fillWidth: true
            visible: !form.editor.hasText
            editor: form.editor
            channels: form.channels
        }

        PanelScale {
            id: scale

            Layout.fillWidth: true
            visible: form.editor.hasScale
            editor: form.editor
        }

        ChoiceRow {
            Layout.fillWidth: true
            visible: !form.editor.hasText
            label: qsTr("How far back")
            values: [0, ...form.ranges.lengths]
            texts: [qsTr("As the page"), ...form.ranges.texts]
            value: form.editor.rangeMs
            onChosen: value => form.editor.rangeMs = value
        }

        Rectangle {
            Layout.fillWidth: true
            implicitHeight: Math.max(Theme.shortList, words.implicitHeight)
            visible: form.editor.hasText
            radius: Theme.radius
            color: Theme.field
            border.width: Theme.hairline
            border.color: Theme.outline

            TextArea {
                id: words

                anchors.fill: parent
                label: qsTr("Text, in Markdown")
                placeholderText: label
                text: form.editor.text
                onTextChanged: form.editor.text = text
                Keys.onPressed: event => event.accepted = leaves(event)
            }

            FocusRing {
                shown: words.activeFocus
                offset: -1
            }
        }
    }

    ErrorLine {
        Layout.fillWidth: true
        text: form.editor.errorText
    }

    FormEnd {
        id: end

        Layout.alignment: Qt.AlignRight
        text: form.editor.isNew ? qsTr("Add it") : qsTr("Apply")
        onDone: form.editor.save()
        onCancelled: form.cancelled()
    }
}
