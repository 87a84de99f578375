import QtQuick
import Hearth.Controls
import Hearth.Theme

//! A rule: what is the matter when it fires, when that is, and how things are.
Item {
    id: root

    required property string alertId
    required property string name
    required property string rule
    required property int phase
    required property string phaseText
    readonly property alias change: change
    readonly property alias discard: discard

    signal changeRequested
    signal removeRequested

    implicitHeight: lines.implicitHeight + Theme.space12
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1: %2, %3").arg(name).arg(rule).arg(phaseText)

    Icon {
        id: glyph

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.icon
        height: Theme.icon
        name: root.phase === 0 ? "bell" : "alert"
        color: [Theme.secondary, Theme.warning, Theme.error][root.phase]
    }

    Column {
        id: lines

        anchors.left: glyph.right
        anchors.leftMargin: Theme.space12
        anchors.right: change.left
        anchors.rightMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.stroke

        Label {
            width: parent.width
            text: root.name
            strong: true
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        Label {
            width: parent.width
            text: qsTr("%1 · %2").arg(root.rule).arg(root.phaseText)
            kind: Label.Kind.Secondary
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }

    IconButton {
        id: change

        anchors.right: discard.left
        anchors.verticalCenter: parent.verticalCenter
        glyph: "draft"
        text: qsTr("Change %1").arg(root.name)
        onClicked: root.changeRequested()
    }

    IconButton {
        id: discard

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        glyph: "trash"
        text: qsTr("Delete %1").arg(root.name)
        onClicked: root.removeRequested()
    }
}
