import QtQuick
import Hearth.Controls
import Hearth.Theme

//! One value, as large as fits, its unit smaller behind it; a level has a mark beside its colour.
Item {
    id: root

    required property string figures
    required property string unit
    required property int level
    required property bool stale
    property real maximumSize: Theme.figureSize
    property bool centred: false
    readonly property color ink: stale ? Theme.secondary : Theme.levels[level]
    readonly property real shrink: Math.min(1, width / Math.max(1, row.implicitWidth), height / Math.max(1, row.implicitHeight))

    Row {
        id: row

        // Figures stand before their unit in every script.
        layoutDirection: LayoutMirroring.enabled ? Qt.RightToLeft : Qt.LeftToRight

        x: root.centred ? (root.width - width * scale) / 2 : 0
        anchors.verticalCenter: parent.verticalCenter
        scale: root.shrink
        transformOrigin: Item.Left
        spacing: Math.round(root.maximumSize * 0.3)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            width: visible ? value.implicitHeight * 0.5 : 0
            height: width
            visible: root.level > 0
            name: "alert"
            color: root.ink
        }

        Label {
            id: value

            text: root.figures
            color: root.ink
            font.family: Theme.mono
            font.pointSize: root.maximumSize
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }

        Label {
            anchors.baseline: value.baseline
            visible: text !== ""
            text: root.unit
            color: Theme.secondary
            font.pointSize: root.maximumSize * 0.5
            Accessible.ignored: true
        }
    }
}
