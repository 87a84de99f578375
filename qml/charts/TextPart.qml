import QtQuick
import Hearth.Controls
import Hearth.Theme

//! A block of text. The markup was built by our C++ from escaped text; code is plain.
Rectangle {
    id: part

    required property string text
    required property string kind
    required property PanelLook look
    readonly property bool isCode: kind === "code" || kind === "gone"
    readonly property int inset: isCode ? Theme.space8 : kind === "quote" ? Theme.space12 : 0

    implicitHeight: label.implicitHeight + (isCode ? 2 * Theme.space8 : 0)
    radius: Theme.radius
    color: isCode ? Theme.code : "transparent"

    Rectangle {
        anchors.left: parent.left
        width: Theme.stroke
        height: parent.height
        visible: part.kind === "quote"
        color: Theme.outline
    }

    Label {
        id: label

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: part.inset
        anchors.rightMargin: part.isCode ? Theme.space8 : 0
        anchors.verticalCenter: parent.verticalCenter
        text: part.text
        textFormat: part.isCode ? Text.PlainText : Text.StyledText
        horizontalAlignment: undefined
        wrapMode: Text.Wrap
        color: part.kind === "quote" ? Theme.secondary : Theme.text
        font.family: part.isCode ? Theme.mono : Theme.sans
        font.pointSize: part.isCode ? part.look.mono : part.look.body
        onLinkActivated: link => Qt.openUrlExternally(link)

        HoverHandler {
            enabled: label.hoveredLink !== ""
            cursorShape: Qt.PointingHandCursor
        }
    }
}
