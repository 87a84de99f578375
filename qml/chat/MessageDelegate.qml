import QtQuick
import Hearth.Controls
import Hearth.Theme

//! One message: the lines above it, its author when a group starts, its blocks, and its state.
Item {
    id: root

    required property string messageId
    required property string clientId
    required property string author
    required property string authorId
    required property bool isOwn
    required property var blocks
    required property string plainText
    required property string timeText
    required property string dateTimeText
    required property string dayText
    required property bool startsGroup
    required property bool isNewLine
    required property int state
    required property string errorText
    required property bool isEmojiOnly
    required property int excerpt
    required property bool isRead
    readonly property bool waiting: state === 1
    readonly property bool refused: state === 2
    readonly property int gutter: Theme.space16 + Theme.tile + Theme.space12
    //! Where the message's own row ends: its mark stays beside its text on a wide screen.
    readonly property int reach: Math.min(width, gutter + Theme.readingWidth + Theme.caption + Theme.space24)

    signal retryRequested
    signal discardRequested
    signal copyRequested

    //! Positioners lay out before the next frame; until then a list would take this for a flat row, and make
    //! many more than fit.
    function settle() {
        parts.forceLayout()
        content.forceLayout()
        column.forceLayout()
    }

    implicitHeight: column.implicitHeight
    ListView.onPooled: fold.open = false
    ListView.onReused: settle()
    Component.onCompleted: settle()
    Accessible.role: Accessible.ListItem
    Accessible.name: waiting ? qsTr("%1, waiting to be sent: %2").arg(author).arg(plainText)
                             : refused ? qsTr("%1, not sent: %2").arg(author).arg(plainText)
                             : isRead ? qsTr("%1, %2, read: %3").arg(author).arg(timeText).arg(plainText)
                                       : qsTr("%1, %2: %3").arg(author).arg(timeText).arg(plainText)

    Column {
        id: column

        width: parent.width

        DayLine {
            width: parent.width
            text: root.dayText
        }

        NewLine {
            width: parent.width
            visible: root.isNewLine
        }

        Item {
            width: parent.width
            height: Theme.space12
            visible: root.startsGroup && root.dayText === "" && !root.isNewLine
        }

        Rectangle {
            id: row

            width: parent.width
            implicitHeight: content.implicitHeight + Theme.space4
            color: hover.hovered ? Theme.rowHover : Theme.alpha(Theme.rowHover, 0)

            HoverHandler {
                id: hover
            }

            LetterTile {
                anchors.left: parent.left
                anchors.leftMargin: Theme.space16
                y: Theme.space4
                visible: root.startsGroup
                name: root.author
                seed: root.authorId
            }

            Label {
                anchors.left: parent.left
                width: root.gutter - Theme.space12
                y: Theme.stroke + Theme.hairline
                height: Theme.bodyLine
                horizontalAlignment: Text.AlignRight
                verticalAlignment: Text.AlignVCenter
                visible: !root.startsGroup && hover.hovered
                text: root.timeText
                kind: Label.Kind.Tiny
                Accessible.ignored: true
            }

            Column {
                id: content

                anchors.left: parent.left
                anchors.leftMargin: root.gutter
                y: Theme.stroke
                width: root.reach - root.gutter - Theme.caption - Theme.space24

                MessageHeader {
                    width: parent.width
                    visible: root.startsGroup
                    author: root.author
                    timeText: root.timeText
                    dateTimeText: root.dateTimeText
                }

                FoldBox {
                    id: fold

                    width: parent.width
                    contentHeight: parts.implicitHeight
                    more: !parts.complete
                    ground: hover.hovered ? Theme.rowHover : Theme.ground

                    MessageBlocks {
                        id: parts

                        width: parent.width
                        blocks: root.blocks
                        large: root.isEmojiOnly
                        excerpt: root.excerpt
                        whole: fold.open
                    }
                }

                RefusedLine {
                    width: parent.width
                    visible: root.refused
                    topPadding: Theme.space4
                    text: root.errorText
                    onRetryRequested: root.retryRequested()
                    onDiscardRequested: root.discardRequested()
                }
            }

            Icon {
                anchors.left: parent.left
                anchors.leftMargin: root.reach - width - Theme.space16 - Theme.space4
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Theme.space4
                width: Theme.px(14)
                height: width
                visible: root.waiting || (root.isRead && !hover.hovered)
                name: root.waiting ? "clock" : "check"
                color: Theme.secondary
                Accessible.role: Accessible.StaticText
                Accessible.name: root.waiting ? qsTr("Waiting to be sent") : qsTr("Read")
            }

            IconButton {
                anchors.left: parent.left
                anchors.leftMargin: root.reach - width - Theme.space12
                y: Theme.stroke
                width: Theme.caption
                height: Theme.caption
                visible: hover.hovered && !root.waiting
                focusPolicy: Qt.NoFocus
                glyph: "copy"
                text: qsTr("Copy text")
                onClicked: root.copyRequested()
            }
        }
    }
}
