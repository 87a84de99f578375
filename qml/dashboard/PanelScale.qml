pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The scale of a panel's values: unit, bounds, and from where on something is wrong.
ColumnLayout {
    id: root

    required property PanelEditor editor
    readonly property alias rows: rows

    spacing: Theme.space8

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space8

        LabelledField {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            label: qsTr("Unit")
            value: root.editor.unit
            hint: qsTr("°C")
            onEdited: text => root.editor.unit = text
        }

        LabelledField {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            label: qsTr("Scale from")
            value: root.editor.least
            hint: qsTr("by its values")
            onEdited: text => root.editor.least = text
        }

        LabelledField {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            label: qsTr("to")
            value: root.editor.most
            hint: qsTr("by its values")
            onEdited: text => root.editor.most = text
        }
    }

    Label {
        visible: rows.count > 0
        text: qsTr("Thresholds")
        kind: Label.Kind.Secondary
    }

    Repeater {
        id: rows

        model: root.editor.thresholds

        ThresholdRow {
            id: row

            required property int index

            Layout.fillWidth: true
            onEdited: (key, text) => root.editor.thresholds.set(row.index, key, text)
            onRemoved: root.editor.thresholds.remove(row.index)
        }
    }

    Button {
        Layout.leftMargin: -Theme.space12
        kind: Button.Kind.Quiet
        leftPadding: Theme.space12
        rightPadding: Theme.space12
        glyph: "plus"
        text: qsTr("Add a threshold")
        onClicked: {
            root.editor.thresholds.add()
            rows.itemAt(rows.count - 1)?.field.forceActiveFocus()
        }
    }
}
