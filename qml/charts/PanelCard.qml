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
        anchors.margins: Theme.space12
        anchors.leftMargin: Theme.space16
        anchors.rightMargin: Theme.space16
        panel: card.panel
        wall: card.wall
        grown: card.grown
        spare: card.spare
    }

    PanelBody {
        id: body

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: heading.bottom
        anchors.bottom: parent.bottom
        anchors.margins: Theme.space12
        anchors.topMargin: Theme.space8
        anchors.leftMargin: Theme.space16
        anchors.rightMargin: Theme.space16
        focus: true
        panel: card.panel
        range: card.range
        wall: card.wall
    }
}
