import QtQuick
import QtQuick.Templates as T
import Hearth.Controls
import Hearth.Theme

//! How much is new below, and the way there. Without news it is only the way there.
T.Button {
    id: control

    required property int count

    implicitHeight: Theme.row
    implicitWidth: Math.max(implicitHeight, row.implicitWidth + (count > 0 ? Theme.space24 : Theme.space12))
    Accessible.name: count > 0 ? qsTr("%n new message(s), go to the newest", "", count) : qsTr("Go to the newest")

    contentItem: Item {
        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.space4

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.icon
                height: Theme.icon
                name: "down"
                color: control.count > 0 ? Theme.emberInk : Theme.text
            }

            Label {
                anchors.verticalCenter: parent.verticalCenter
                visible: control.count > 0
                text: qsTr("%1 new").arg(control.count)
                strong: true
                color: Theme.emberInk
                Accessible.ignored: true
            }
        }
    }

    background: Surface {
        radius: height / 2
        color: control.count > 0 ? (control.hovered ? Theme.emberFillHover : Theme.emberFill)
                                 : control.hovered ? Theme.hover : Theme.raised
        border.width: control.count > 0 ? 0 : Theme.hairline

        FocusRing {
            shown: control.visualFocus
            corner: parent.radius
        }
    }
}
