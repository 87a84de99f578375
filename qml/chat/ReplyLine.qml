import QtQuick
import Hearth.Controls
import Hearth.Theme

//! The message that this one answers, in one line; a click goes there.
Item {
    id: root

    required property MessageDelegate owner
    readonly property string author: root.owner.reply.author ?? ""
    readonly property string said: root.owner.reply.text ?? ""

    implicitHeight: Theme.bodyLine
    Accessible.role: Accessible.Link
    Accessible.name: author === "" ? qsTr("In reply to: %1").arg(said) : qsTr("In reply to %1: %2").arg(author).arg(said)
    Accessible.onPressAction: root.owner.jumpRequested()

    Rectangle {
        id: bar

        anchors.left: parent.left
        y: Theme.stroke
        width: Theme.stroke
        height: parent.height - 2 * Theme.stroke
        radius: Theme.stroke / 2
        color: hover.hovered ? Theme.ember : Theme.outline
    }

    Label {
        id: who

        anchors.left: bar.right
        anchors.leftMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, root.width / 2)
        text: root.author
        kind: Label.Kind.Secondary
        strong: true
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    Label {
        anchors.left: who.right
        anchors.leftMargin: root.author === "" ? 0 : Theme.space8
        anchors.right: parent.right
        anchors.baseline: who.baseline
        text: root.said
        kind: Label.Kind.Secondary
        elide: Text.ElideRight
        maximumLineCount: 1
        Accessible.ignored: true
    }

    HoverHandler {
        id: hover

        cursorShape: Qt.PointingHandCursor
    }

    TapHandler {
        onTapped: root.owner.jumpRequested()
    }
}
