import QtQuick
import QtQuick.Templates as T
import Hearth.Controls
import Hearth.Theme

T.MenuItem {
    id: control

    property string glyph: ""
    property color dot: "transparent"

    implicitWidth: Math.max(Theme.px(180), implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Theme.row
    leftPadding: Theme.space8
    rightPadding: Theme.space12
    Accessible.name: text

    contentItem: Row {
        spacing: Theme.space8

        Item {
            width: Theme.icon
            height: parent.height
            visible: control.glyph !== "" || control.dot.a > 0

            Icon {
                anchors.centerIn: parent
                width: Theme.icon
                height: Theme.icon
                name: control.glyph
                color: Theme.secondary
            }

            Rectangle {
                anchors.centerIn: parent
                width: Theme.dot
                height: Theme.dot
                radius: Theme.dot / 2
                color: control.dot
            }
        }

        Label {
            height: parent.height
            verticalAlignment: Text.AlignVCenter
            text: control.text
            Accessible.ignored: true
        }
    }

    background: HoverGround {
        hovered: control.highlighted || control.hovered
        down: control.down
    }
}
