import QtQuick
import QtQuick.Layouts
import Hearth.Theme

//! How a form ends: it is done, or was not meant.
RowLayout {
    id: root

    required property string text
    readonly property alias ok: ok

    signal done
    signal cancelled

    spacing: Theme.space8

    Button {
        text: qsTr("Cancel")
        onClicked: root.cancelled()
    }

    Button {
        id: ok

        kind: Button.Kind.Primary
        text: root.text
        onClicked: root.done()
    }
}
