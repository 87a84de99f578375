import QtQuick
import Hearth.App
import Hearth.Charts
import Hearth.Controls
import Hearth.Theme

//! A panel as a dashboard shows it, roughly.
Rectangle {
    id: card

    required property PanelData panel
    required property TimeRange range
    property bool wall: false
    readonly property alias body: body

    radius: Theme.cardRadius
    color: Theme.panel
    border.width: Theme.hairline
    border.color: Theme.line

    Label {
        id: title

        x: Theme.space16
        y: Theme.space12
        width: value.x - x - Theme.space8
        text: card.panel.title
        strong: true
        font.pointSize: card.wall ? Theme.wallSmallSize : Theme.bodySize
        elide: Text.ElideRight
    }

    Label {
        id: note

        anchors.left: title.left
        anchors.top: title.bottom
        text: card.panel.noteText
        visible: text !== ""
        kind: Label.Kind.Secondary
        font.pointSize: card.wall ? Theme.wallSmallSize : Theme.smallSize
    }

    Label {
        id: value

        anchors.right: parent.right
        anchors.rightMargin: Theme.space16
        anchors.verticalCenter: title.verticalCenter
        text: card.panel.valueText
        kind: Label.Kind.Big
        font.family: Theme.mono
        font.pointSize: card.wall ? Theme.wallSmallSize * 1.5 : Theme.bigSize
        color: card.panel.stale ? Theme.secondary : Theme.levels[card.panel.level]
    }

    PanelBody {
        id: body

        anchors.fill: parent
        anchors.margins: Theme.space16
        anchors.bottomMargin: Theme.space12
        anchors.topMargin: (note.visible ? note.y + note.height : Math.max(title.y + title.height, value.y + value.height)) + Theme.space8
        panel: card.panel
        range: card.range
        wall: card.wall
    }
}
