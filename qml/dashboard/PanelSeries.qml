pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! What a panel shows.
ColumnLayout {
    id: root

    required property PanelEditor editor
    required property ChannelsModel channels
    readonly property alias rows: rows

    spacing: Theme.space8

    Repeater {
        id: rows

        model: root.editor.series

        SeriesRow {
            id: row

            required property int index

            Layout.fillWidth: true
            channels: root.channels
            removable: rows.count > 1
            onEdited: (key, text) => root.editor.series.set(row.index, key, text)
            onRemoved: root.editor.series.remove(row.index)
        }
    }

    Button {
        Layout.leftMargin: -Theme.space12
        kind: Button.Kind.Quiet
        leftPadding: Theme.space12
        rightPadding: Theme.space12
        glyph: "plus"
        text: qsTr("One more series")
        onClicked: {
            root.editor.series.add()
            rows.itemAt(rows.count - 1)?.channelField.field.forceActiveFocus()
        }
    }
}
