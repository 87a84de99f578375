import QtQuick
import Hearth.Controls
import Hearth.Theme

//! One line of the dashboards: a glyph, and its name where there is room.
Item {
    id: root

    required property string dashboardId
    required property string name
    required property bool isCurrent
    required property bool folded
    required property bool focused

    signal opened

    implicitHeight: row.height
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, dashboard").arg(name)
    Accessible.onPressAction: opened()

    ItemDelegate {
        id: row

        anchors.horizontalCenter: parent.horizontalCenter
        width: parent.width - 2 * Theme.space8
        height: root.folded ? Theme.control + Theme.space4 : Theme.row
        focusPolicy: Qt.NoFocus
        current: root.isCurrent
        text: root.name
        Accessible.ignored: true
        onClicked: root.opened()

        contentItem: Item {
            Icon {
                id: glyph

                anchors.left: root.folded ? undefined : parent.left
                anchors.leftMargin: -Theme.space4
                anchors.horizontalCenter: root.folded ? parent.horizontalCenter : undefined
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.icon
                height: Theme.icon
                name: "dashboard"
                color: root.isCurrent ? Theme.emberText : Theme.secondary
            }

            Label {
                anchors.left: glyph.right
                anchors.leftMargin: Theme.space8
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                visible: !root.folded
                text: root.name
                elide: Text.ElideRight
                color: root.isCurrent ? Theme.text : Theme.secondary
                Accessible.ignored: true
            }
        }

        FocusRing {
            shown: root.focused
            offset: -1
        }

        Rectangle {
            anchors.left: parent.left
            y: Theme.space8
            width: Theme.stroke + Theme.hairline
            height: parent.height - 2 * Theme.space8
            radius: width / 2
            visible: root.isCurrent
            color: Theme.ember
        }

        ToolTip {
            beside: true
            shown: root.folded && row.hovered
            text: root.name
        }
    }
}
