import QtQuick
import QtQuick.Layouts
import Hearth.Controls
import Hearth.Theme

//! A field with its name above it, two-way with a view model by `value` and `edited`.
ColumnLayout {
    id: root

    required property string label
    required property string value
    property string hint: ""
    property string help: ""
    property bool secret: false
    property bool wrong: false
    readonly property alias field: field

    signal edited(string text)
    signal accepted

    spacing: Theme.space4

    Label {
        text: root.label
        kind: Label.Kind.Secondary
        Accessible.ignored: true
    }

    TextField {
        id: field

        Layout.fillWidth: true
        label: root.label
        text: root.value
        placeholderText: root.hint
        wrong: root.wrong
        echoMode: root.secret ? TextInput.Password : TextInput.Normal
        inputMethodHints: Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
        onTextEdited: {
            root.edited(text)
            // What was taken for something else, such as a link, shows as that.
            if (text !== root.value)
                text = Qt.binding(() => root.value)
        }
        onAccepted: root.accepted()
    }

    Label {
        Layout.fillWidth: true
        visible: root.help !== ""
        text: root.help
        kind: Label.Kind.Secondary
        wrapMode: Text.Wrap
    }
}
