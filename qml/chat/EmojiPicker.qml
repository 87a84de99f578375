pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! One emoji out of all, by eye or by name; the keys stay in the field.
Popup {
    id: picker

    property string messageId: ""
    readonly property int columns: 8
    readonly property alias grid: grid
    readonly property alias field: field

    signal picked(string emoji)

    function openFor(id: string, at: Item) {
        messageId = id
        field.clear()
        const point = at.mapToItem(parent, at.width, at.height)
        x = Math.max(0, Math.min(point.x - implicitWidth, parent.width - implicitWidth))
        const below = point.y + implicitHeight <= parent.height
        y = Math.max(0, below ? point.y : point.y - at.height - implicitHeight)
        open()
    }

    function take(emoji: string) {
        close()
        if (emoji !== "")
            picked(emoji)
    }

    padding: Theme.space8
    modal: false
    focus: true
    onOpened: field.forceActiveFocus()

    contentItem: Column {
        spacing: Theme.space8

        TextField {
            id: field

            width: grid.width
            placeholderText: qsTr("Find an emoji")
            Accessible.name: qsTr("Find an emoji by its name")
            onTextChanged: found.query = text
            Keys.onPressed: event => {
                const steps = { [Qt.Key_Down]: picker.columns, [Qt.Key_Up]: -picker.columns }
                if (text === "") {
                    steps[Qt.Key_Right] = 1
                    steps[Qt.Key_Left] = -1
                }
                if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
                    picker.take(grid.currentItem ? (grid.currentItem as EmojiCell).picture : "")
                else if (steps[event.key] !== undefined)
                    grid.currentIndex = Math.max(0, Math.min(grid.count - 1, grid.currentIndex + steps[event.key]))
                else
                    return
                event.accepted = true
            }
        }

        GridView {
            id: grid

            width: picker.columns * cellWidth
            height: 5 * cellHeight
            cellWidth: Theme.control
            cellHeight: Theme.control
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Emoji")
            onCountChanged: currentIndex = 0

            ScrollBar.vertical: ScrollBar {}

            model: EmojiModel {
                id: found
            }

            delegate: EmojiCell {
                id: cell

                width: grid.cellWidth
                height: grid.cellHeight
                current: GridView.isCurrentItem
                onClicked: picker.take(cell.picture)
            }

            Label {
                anchors.centerIn: parent
                visible: grid.count === 0
                text: qsTr("No emoji has that name.")
                kind: Label.Kind.Secondary
            }
        }
    }
}
