import QtQuick
import Hearth.Controls
import Hearth.Theme

//! A rule: what is the matter when it fires, when that is, and how things are.
ActionRow {
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

    title: name
    details: qsTr("%1 · %2").arg(rule).arg(phaseText)
    glyph: phase === 0 ? "bell" : "alert"
    color: [Theme.secondary, Theme.warning, Theme.error][phase]
    Accessible.name: qsTr("%1: %2, %3").arg(name).arg(rule).arg(phaseText)

    IconButton {
        id: change

        glyph: "draft"
        text: qsTr("Change %1").arg(root.name)
        onClicked: root.changeRequested()
    }

    IconButton {
        id: discard

        glyph: "trash"
        text: qsTr("Delete %1").arg(root.name)
        onClicked: root.removeRequested()
    }
}
