import QtQuick
import QtQuick.Layouts
import Hearth.Controls
import Hearth.Theme

//! From which value on something is wrong, and how much.
RowLayout {
    id: root

    required property string value
    required property string level
    readonly property alias field: field
    readonly property alias levels: levels

    signal edited(string key, string text)
    signal removed

    spacing: Theme.space12

    TextField {
        id: field

        Layout.preferredWidth: Theme.px(120)
        label: qsTr("From this value on")
        text: root.value
        placeholderText: qsTr("1200")
        onTextEdited: root.edited("value", text)
    }

    Choice {
        id: levels

        Layout.fillWidth: true
        label: qsTr("How bad it is")
        values: ["warning", "critical"]
        texts: [qsTr("Warning"), qsTr("Critical")]
        value: root.level === "critical" ? "critical" : "warning"
        onChosen: value => root.edited("level", value)
    }

    IconButton {
        glyph: "close"
        text: qsTr("Remove the threshold %1").arg(root.value)
        onClicked: root.removed()
    }
}
