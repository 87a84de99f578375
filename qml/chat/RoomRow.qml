import QtQuick
import Hearth.Controls
import Hearth.Theme

//! One line of the rooms: what kind, its name, and how much waits. The first of a section carries its title.
Item {
    id: root

    required property string roomId
    required property string name
    required property string topic
    required property int unread
    required property int mentions
    required property bool isDirect
    required property bool isPrivate
    required property int presence
    required property int section
    required property bool isCurrent
    required property bool hasDraft
    required property bool folded
    required property bool focused
    readonly property bool first: ListView.previousSection !== ListView.section
    readonly property bool loud: mentions > 0 || (isDirect && unread > 0)

    signal opened

    implicitHeight: row.y + row.height
    // The row that the list gives the focus to.
    Accessible.role: Accessible.ListItem
    Accessible.name: row.Accessible.name
    Accessible.onPressAction: opened()

    Label {
        id: caption

        anchors.horizontalCenter: parent.horizontalCenter
        width: parent.width - 2 * Theme.space16
        height: Theme.caption
        verticalAlignment: Text.AlignVCenter
        visible: root.first && !root.folded
        text: [qsTr("Needs you"), qsTr("Unread"), qsTr("Rooms and people")][root.section] ?? ""
        kind: Label.Kind.Tiny
        strong: true
        elide: Text.ElideRight
        Accessible.role: Accessible.Heading
    }

    Hairline {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.space4
        width: parent.width - 2 * Theme.space12
        visible: root.first && root.folded && root.ListView.previousSection !== ""
    }

    ItemDelegate {
        id: row

        anchors.horizontalCenter: parent.horizontalCenter
        y: caption.visible ? caption.height : root.first && root.folded ? Theme.space8 : 0
        width: parent.width - 2 * Theme.space8
        height: root.folded ? Theme.control + Theme.space4 : Theme.row
        focusPolicy: Qt.NoFocus
        current: root.isCurrent
        text: root.name
        Accessible.ignored: true
        Accessible.name: root.mentions > 0 ? qsTr("%1, %2 unread, %3 for you").arg(root.name).arg(root.unread).arg(root.mentions)
                                           : root.unread > 0 ? qsTr("%1, %2 unread").arg(root.name).arg(root.unread) : root.name
        onClicked: root.opened()

        contentItem: Item {
            RoomGlyph {
                id: glyph

                anchors.left: parent.left
                anchors.leftMargin: -Theme.space4
                anchors.verticalCenter: parent.verticalCenter
                visible: !root.folded
                isDirect: root.isDirect
                isPrivate: root.isPrivate
                presence: root.presence
                color: root.isCurrent ? Theme.emberText : Theme.secondary
            }

            Label {
                anchors.left: glyph.right
                anchors.leftMargin: Theme.space8
                anchors.right: badge.visible ? badge.left : draft.visible ? draft.left : parent.right
                anchors.rightMargin: badge.visible || draft.visible ? Theme.space8 : 0
                anchors.verticalCenter: parent.verticalCenter
                visible: !root.folded
                text: root.name
                elide: Text.ElideRight
                strong: root.unread > 0
                color: root.unread > 0 || root.isCurrent ? Theme.text : Theme.secondary
                Accessible.ignored: true
            }

            Icon {
                id: draft

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.mark
                height: width
                visible: root.hasDraft && root.unread === 0 && !root.folded
                name: "draft"
                color: Theme.secondary
            }

            Badge {
                id: badge

                anchors.right: parent.right
                anchors.rightMargin: -Theme.space4
                anchors.verticalCenter: parent.verticalCenter
                visible: root.unread > 0 && !root.folded
                count: root.unread
                loud: root.loud
            }

            LetterTile {
                anchors.centerIn: parent
                visible: root.folded
                size: Theme.smallTile
                name: root.name
                seed: root.roomId
            }

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.horizontalCenterOffset: Theme.space12
                anchors.verticalCenter: parent.verticalCenter
                anchors.verticalCenterOffset: -Theme.space12
                width: Theme.dot
                height: Theme.dot
                radius: Theme.dot / 2
                visible: root.folded && root.unread > 0
                color: root.loud ? Theme.ember : Theme.secondary
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
