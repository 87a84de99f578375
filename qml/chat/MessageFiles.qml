pragma ComponentBehavior: Bound

import QtQuick
import Hearth.Theme

//! What a message carries: pictures in place, other files as rows.
Column {
    id: root

    required property MessageDelegate owner

    topPadding: owner.plainText === "" ? 0 : Theme.space4
    bottomPadding: Theme.space4
    spacing: Theme.space4
    Component.onCompleted: forceLayout()

    Repeater {
        // By number, so that progress does not make the rows anew under somebody's hand.
        model: root.owner.files.length
        onItemAdded: root.forceLayout()
        onItemRemoved: root.forceLayout()

        FileItem {
            required property int index

            file: root.owner.files[index] ?? ({})
            room: root.width
            waiting: root.owner.waiting && root.owner.messageId === ""
            refused: root.owner.refused && root.owner.messageId === ""
            onStopRequested: root.owner.discardRequested()
            onOpenRequested: root.owner.openRequested(file.fileId)
            onSaveRequested: root.owner.saveRequested(file.fileId)
            onCancelRequested: root.owner.cancelSaveRequested(file.fileId)
            onImplicitHeightChanged: root.forceLayout()
        }
    }
}
