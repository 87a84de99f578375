pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! What the next message carries, over the field; each can be taken away again.
Flow {
    id: root

    required property ConversationViewModel conversation
    readonly property bool wanted: conversation.attachments.length > 0

    visible: wanted
    spacing: Theme.space8
    padding: wanted ? Theme.space8 : 0
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Files to send")

    Repeater {
        model: root.conversation.attachments

        Rectangle {
            id: chip

            required property var modelData
            required property int index

            implicitWidth: Math.min(Theme.rooms, name.implicitWidth + glyph.width + remove.width + 3 * Theme.space8)
            implicitHeight: Theme.control
            radius: Theme.radius
            color: Theme.panel
            border.width: Theme.hairline
            border.color: Theme.line
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("%1, %2").arg(modelData.name).arg(modelData.details)

            Item {
                id: glyph

                anchors.left: parent.left
                anchors.leftMargin: Theme.space8
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.smallTile
                height: Theme.smallTile

                Icon {
                    anchors.centerIn: parent
                    width: Theme.icon
                    height: Theme.icon
                    visible: small.status !== Image.Ready
                    name: "file"
                    color: Theme.secondary
                }

                Image {
                    id: small

                    anchors.fill: parent
                    source: chip.modelData.picture
                    sourceSize.width: 2 * Theme.smallTile
                    sourceSize.height: 2 * Theme.smallTile
                    fillMode: Image.PreserveAspectCrop
                    asynchronous: true
                }
            }

            Label {
                id: name

                anchors.left: glyph.right
                anchors.leftMargin: Theme.space8
                anchors.right: remove.left
                anchors.verticalCenter: parent.verticalCenter
                text: chip.modelData.name
                font.pointSize: Theme.smallSize
                elide: Text.ElideMiddle
                Accessible.ignored: true
            }

            IconButton {
                id: remove

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                implicitWidth: Theme.caption
                implicitHeight: Theme.caption
                glyph: "close"
                text: qsTr("Take %1 away").arg(chip.modelData.name)
                onClicked: root.conversation.detach(chip.index)
            }
        }
    }
}
