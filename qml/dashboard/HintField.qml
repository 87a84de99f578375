import QtQuick
import QtQuick.Layouts
import Hearth.Controls
import Hearth.Theme

//! A field whose text is completed: Down takes the first of what fits, a press or Tab and Enter any.
FocusScope {
    id: root

    required property string label
    required property string value
    property string hint: ""
    property var hints: []
    property string hintsLabel: ""
    readonly property alias field: name.field
    readonly property alias row: row

    signal edited(string text)

    function take(hint: string) {
        name.field.forceActiveFocus()
        edited(hint)
    }

    implicitWidth: column.implicitWidth
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column

        width: parent.width
        spacing: Theme.space4

        LabelledField {
            id: name

            Layout.fillWidth: true
            label: root.label
            value: root.value
            hint: root.hint
            onEdited: text => root.edited(text)
            Keys.onDownPressed: if (root.hints.length > 0)
                root.take(root.hints[0])
        }

        HintRow {
            id: row

            Layout.fillWidth: true
            label: root.hintsLabel
            // Of the scope, not of the field: what is offered must not go while it is pressed.
            hints: root.activeFocus ? root.hints : []
            onChosen: hint => root.take(hint)
        }
    }
}
