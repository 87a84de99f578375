pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! What the word before the cursor can become, over the composer. The keys stay with the text: it walks and
//! chooses from there.
Surface {
    id: root

    required property CompletionModel completion
    //! Whether there is somebody to complete for.
    required property bool wanted
    readonly property alias current: list.currentIndex

    function step(direction: int) {
        list.currentIndex = (list.currentIndex + direction + list.count) % list.count
    }

    //! Does what the key says; false for one that is not for this list.
    function takesKey(event: var): bool {
        if (event.modifiers & ~Qt.KeypadModifier)
            return false
        switch (event.key) {
        case Qt.Key_Up:
            step(-1)
            return true
        case Qt.Key_Down:
            step(1)
            return true
        case Qt.Key_Tab:
        case Qt.Key_Return:
        case Qt.Key_Enter:
            completion.accept(list.currentIndex)
            return true
        case Qt.Key_Escape:
            completion.dismiss()
            return true
        default:
            return false
        }
    }

    implicitHeight: list.count * Theme.row + 2 * Theme.space4
    visible: wanted && list.count > 0

    ListView {
        id: list

        anchors.fill: parent
        anchors.margins: Theme.space4
        model: root.completion
        interactive: false
        highlightMoveDuration: 0
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Completions")
        onCountChanged: currentIndex = 0

        delegate: CompletionRow {
            id: row

            required property int index

            width: list.width
            current: list.currentIndex === row.index
            onClicked: root.completion.accept(row.index)
        }
    }
}
