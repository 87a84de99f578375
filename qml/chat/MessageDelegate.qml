import QtQuick
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
    required property bool isEdited
    required property bool isDeleted
    required property bool isPinned
    required property var reactions
    required property var reply
    required property var files
    required property int answers
    required property var chart
    //! The keyboard is at this message.
    property bool current: false
    readonly property bool waiting: state === 1
    readonly property bool refused: state === 2
    readonly property int gutter: Theme.space16 + Theme.tile + Theme.space12
    //! Where the message's own row ends: its mark stays beside its text on a wide screen.
    readonly property int reach: Math.min(width, gutter + Theme.readingWidth + Theme.caption + Theme.space24)
    readonly property Flickable view: ListView.view
    readonly property int textWidth: reach - gutter - Theme.caption - Theme.space24

    signal retryRequested
    signal discardRequested
    signal copyRequested
    signal replyRequested
    signal jumpRequested
    signal threadRequested
    signal earlierRequested
    signal reactRequested(string emoji)
    signal pickRequested(Item at)
    signal menuRequested(Item at)
    signal openRequested(string fileId)
    signal saveRequested(string fileId)
    signal cancelSaveRequested(string fileId)

    //! A positioner lays out before the next frame; until then a list would take this for a flat row, and make
    //! many more than fit.
    function settle() {
        parts.forceLayout()
    }

    // Its tools stand over the message above.
    z: row.lit ? 1 : 0
    implicitHeight: row.y + row.height
    ListView.onPooled: fold.open = false
    ListView.onReused: settle()
    Component.onCompleted: settle()
    Accessible.role: Accessible.ListItem
    Accessible.name: waiting ? qsTr("%1, waiting to be sent: %2").arg(author).arg(plainText)
                             : refused ? qsTr("%1, not sent: %2").arg(author).arg(plainText)
                             : isRead ? qsTr("%1, %2, read: %3").arg(author).arg(timeText).arg(plainText)
                                       : qsTr("%1, %2: %3").arg(author).arg(timeText).arg(plainText)

    Part {
        id: lines

        width: parent.width
        owner: root
        file: "MessageLines.qml"
        wanted: root.dayText !== "" || root.isNewLine
    }

    Rectangle {
        id: row

        y: lines.wanted ? lines.takes : root.startsGroup ? Theme.space12 : 0
        width: parent.width
        height: head.takes + fold.implicitHeight + foot.takes + Theme.space4
        color: lit ? Theme.rowHover : Theme.alpha(Theme.rowHover, 0)

        readonly property bool lit: hover.hovered || root.current

        HoverHandler {
            id: hover
        }

        Part {
            id: head

            y: Theme.stroke
            width: parent.width
            owner: root
            file: root.reply.messageId === undefined ? "MessageHead.qml" : "ReplyHead.qml"
            wanted: root.startsGroup
        }

        FoldBox {
            id: fold

            anchors.left: parent.left
            anchors.leftMargin: root.gutter
            y: head.y + head.takes
            width: root.textWidth
            contentHeight: parts.implicitHeight
            more: !parts.complete
            ground: row.lit ? Theme.rowHover : Theme.ground

            MessageBlocks {
                id: parts

                width: parent.width
                blocks: root.blocks
                large: root.isEmojiOnly
                excerpt: root.excerpt
                whole: fold.open
                sightTop: fold.open && root.view ? root.view.contentY - root.view.height - root.y - row.y - fold.y : 0
                sightBottom: fold.open && root.view ? sightTop + 3 * root.view.height : Infinity
            }
        }

        Part {
            id: foot

            anchors.left: parent.left
            anchors.leftMargin: root.gutter
            y: fold.y + fold.implicitHeight
            width: root.textWidth
            owner: root
            file: "MessageFoot.qml"
            wanted: root.refused || root.chart !== null || root.files.length > 0 || root.isEdited || root.isPinned || root.reactions.length > 0
                || root.answers > 0
        }

        Part {
            anchors.left: parent.left
            anchors.leftMargin: root.reach - width - Theme.space16 - Theme.space4
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.space4
            owner: root
            file: "MessageMark.qml"
            wanted: root.waiting || (root.isRead && !row.lit)
        }

        Part {
            anchors.fill: parent
            owner: root
            file: "MessageTools.qml"
            wanted: row.lit
        }
    }
}
