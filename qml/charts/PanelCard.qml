import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! A panel as a card, of a dashboard or in a conversation: its heading and what it shows.
FocusScope {
    id: card

    required property PanelData panel
    required property TimeRange range
    property bool wall: false
    property real grown: 1
    //! Room that the heading leaves at its end.
    property int spare: 0
    readonly property alias body: body
    readonly property int inset: body.look.px(Theme.space16, Theme.space16)
    readonly property list<string> levels: ["", qsTr("warning"), qsTr("critical")]
    readonly property var words: [panel.title, panel.valueText, panel.noteText, levels[panel.level]]

    Accessible.role: Accessible.Grouping
    Accessible.name: words.filter(each => each).join(", ")

    Rectangle {
        anchors.fill: parent
        radius: Theme.cardRadius
        color: Theme.panel
        border.width: Theme.hairline
        border.color: card.panel.level === 2 ? Theme.error : card.panel.level === 1 ? Theme.warning : Theme.line
    }

    PanelHeading {
        id: heading

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: body.look.px(Theme.space12, Theme.space12)
        anchors.leftMargin: card.inset
        anchors.rightMargin: card.inset
        panel: card.panel
        look: body.look
        spare: card.spare
    }

    PanelBody {
        id: body

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: heading.bottom
        anchors.bottom: parent.bottom
        anchors.margins: look.px(Theme.space12, Theme.space12)
        anchors.topMargin: look.px(Theme.space8, Theme.space8)
        anchors.leftMargin: card.inset
        anchors.rightMargin: card.inset
        focus: true
        panel: card.panel
        range: card.range
        wall: card.wall
        grown: card.grown
    }
}
