import QtQuick
import QtQuick.Templates as T
import Hearth.Controls
import Hearth.Theme

//! One emoji under a message and how many put it there; a click joins them, or leaves.
T.Button {
    id: root

    required property string emoji
    required property int count
    required property bool mine
    required property string names

    implicitWidth: Math.max(Theme.control, contentItem.implicitWidth + 2 * Theme.space8)
    implicitHeight: Theme.badge + Theme.space4
    focusPolicy: Qt.NoFocus
    Accessible.name: qsTr("%1, %2: %3").arg(emoji).arg(count).arg(names)
    Accessible.checkable: true
    Accessible.checked: mine

    padding: 0
    contentItem: Item {
        implicitWidth: row.implicitWidth

        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.space4

            Label {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, Theme.rooms / 2)
                text: root.emoji
                font.family: Theme.emoji
                font.pointSize: Theme.smallSize
                elide: Text.ElideRight
                Accessible.ignored: true
            }

            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: root.count
                font.pointSize: Theme.smallSize
                color: root.mine ? Theme.emberText : Theme.secondary
                strong: root.mine
                Accessible.ignored: true
            }
        }
    }

    background: Rectangle {
        radius: height / 2
        color: root.mine ? Theme.selected : root.hovered ? Theme.hover : Theme.panel
        border.width: Theme.hairline
        border.color: root.mine ? Theme.ember : root.hovered ? Theme.outline : Theme.line
    }

    ToolTip {
        shown: root.hovered && !root.down
        text: root.names
    }
}
