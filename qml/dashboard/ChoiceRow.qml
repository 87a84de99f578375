pragma ComponentBehavior: Bound

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
    readonly property alias buttons: buttons

    signal chosen(var value)

    spacing: Theme.space4

    Label {
        text: root.label
        kind: Label.Kind.Secondary
        Accessible.ignored: true
    }

    Flow {
        width: parent.width
        spacing: Theme.space12
        Accessible.role: Accessible.Grouping
        Accessible.name: root.label

        Repeater {
            id: buttons

            model: root.values

            RadioButton {
                id: button

                required property var modelData
                required property int index

                text: root.texts[index]
                checked: root.value === modelData
                autoExclusive: false
                onClicked: root.chosen(button.modelData)
            }
        }
    }
}
