import QtQuick
import QtQuick.Templates as T
import Hearth.Controls
import Hearth.Theme

//! A square button with an icon; `text` is its accessible name and its tooltip.
T.Button {
    id: control

    required property string glyph
    property color color: hovered || visualFocus || checked ? Theme.text : Theme.secondary
    property string keys: ""
    //! The icon points along the line of reading.
    property bool turns: false

    implicitWidth: Theme.control
    implicitHeight: Theme.control
    opacity: enabled ? 1 : 0.4
    Accessible.name: text
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            width: Theme.icon
            height: Theme.icon
            name: control.glyph
            color: control.color
            rotation: control.turns && control.mirrored ? 180 : 0
        }
    }

    background: HoverGround {
        hovered: control.hovered
        down: control.down
        current: control.checked

        FocusRing {
            shown: control.visualFocus
        }
    }

    ToolTip {
        shown: control.hovered && !control.down
        text: control.keys === "" ? control.text : qsTr("%1   %2").arg(control.text).arg(control.keys)
    }
}
