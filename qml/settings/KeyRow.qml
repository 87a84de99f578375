pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.Controls
import Hearth.Theme

//! What a key does, and the key. `keys` may name several, of which any will do.
RowLayout {
    id: root

    required property string what
    required property list<string> keys

    spacing: Theme.space4

    Label {
        Layout.fillWidth: true
        text: root.what
        elide: Text.ElideRight
    }

    Repeater {
        model: root.keys

        KeyCap {
            required property string modelData

            text: modelData
        }
    }
}
