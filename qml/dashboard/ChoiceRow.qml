import QtQuick
import Hearth.Controls
import Hearth.Theme

//! One of a few values, side by side, under their label.
Column {
    id: root

    required property string label
    required property var values
    required property var texts
    required property var value
    readonly property alias buttons: choice.buttons

    signal chosen(var value)

    spacing: Theme.space4

    Label {
        text: root.label
        kind: Label.Kind.Secondary
        Accessible.ignored: true
    }

    Choice {
        id: choice

        width: parent.width
        label: root.label
        values: root.values
        texts: root.texts
        value: root.value
        onChosen: value => root.chosen(value)
    }
}
