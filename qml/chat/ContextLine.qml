import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! Over the composer: that what is written answers a message, or takes its place.
Item {
    id: root

    required property ConversationViewModel conversation

    implicitHeight: conversation.contextTitle === "" ? 0 : Theme.row
    visible: conversation.contextTitle !== ""
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1: %2").arg(conversation.contextTitle).arg(conversation.contextText)

    Rectangle {
        id: bar

        anchors.verticalCenter: parent.verticalCenter
        width: Theme.stroke
        height: Theme.bodyLine
        radius: Theme.stroke / 2
        color: Theme.ember
    }

    Label {
        id: title

        anchors.left: bar.right
        anchors.leftMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, root.width / 2)
        text: root.conversation.contextTitle
        kind: Label.Kind.Secondary
        strong: true
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    Label {
        anchors.left: title.right
        anchors.leftMargin: Theme.space8
        anchors.right: close.left
        anchors.baseline: title.baseline
        text: root.conversation.contextText
        kind: Label.Kind.Secondary
        elide: Text.ElideRight
        maximumLineCount: 1
        Accessible.ignored: true
    }

    IconButton {
        id: close

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.caption
        height: Theme.caption
        glyph: "close"
        text: qsTr("Write a new message instead")
        keys: qsTr("Esc")
        onClicked: root.conversation.endContext()
    }
}
