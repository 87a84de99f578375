import QtQuick
import QtQuick.Layouts
import Hearth.Controls
import Hearth.Theme

//! From which value on something is wrong, and how much.
RowLayout {
    id: root

    required property string value
    required property string level
    readonly property bool critical: level === "critical"
    readonly property alias field: field

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

    RadioButton {
        text: qsTr("Warning")
        checked: !root.critical
        autoExclusive: false
        onClicked: root.edited("level", "warning")
    }

    RadioButton {
        text: qsTr("Critical")
        checked: root.critical
        autoExclusive: false
        onClicked: root.edited("level", "critical")
    }

    Item {
        Layout.fillWidth: true
    }

    IconButton {
        glyph: "close"
        text: qsTr("Remove the threshold %1").arg(root.value)
        onClicked: root.removed()
    }
}
