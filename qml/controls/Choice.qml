pragma ComponentBehavior: Bound

import QtQuick
import Hearth.Theme

//! One of a few values, side by side.
Flow {
    id: root

    required property string label
    required property var values
    required property var texts
    required property var value
    readonly property alias buttons: buttons

    signal chosen(var value)

    Accessible.role: Accessible.Grouping
    Accessible.name: label

    Repeater {
        id: buttons

        model: root.values

        RadioButton {
            id: button

            required property var modelData
            required property int index

            // What lies between them is their own, so that a second line stands close below the first.
            width: Math.min(implicitWidth + Theme.space12, root.width)
            text: root.texts[index]
            checked: root.value === modelData
            onClicked: root.chosen(button.modelData)
        }
    }
}
