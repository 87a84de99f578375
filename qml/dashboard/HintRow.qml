pragma ComponentBehavior: Bound

import QtQuick
import Hearth.Controls
import Hearth.Theme

//! What would complete a field, to be pressed.
Flow {
    id: root

    required property var hints
    required property string label

    signal chosen(string hint)

    spacing: Theme.space4
    visible: hints.length > 0
    Accessible.role: Accessible.List
    Accessible.name: label

    Repeater {
        model: root.hints

        Button {
            id: hint

            required property string modelData

            width: Math.min(implicitWidth, root.width)
            implicitHeight: Theme.caption
            leftPadding: Theme.space8
            rightPadding: Theme.space8
            text: modelData
            onClicked: root.chosen(hint.modelData)
        }
    }
}
