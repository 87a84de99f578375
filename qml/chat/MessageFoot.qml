pragma ComponentBehavior: Bound

import QtQuick
import Hearth.Controls
import Hearth.Theme

//! What stands under a message's text: the chart and the files that it carries; and what became of it after it was said: that it was
//! edited or pinned, what others put under it, or why a change was refused.
Item {
    id: root

    required property MessageDelegate owner
    readonly property bool marked: owner.isEdited || owner.isPinned || owner.reactions.length > 0 || owner.answers > 0

    readonly property int lineHeight: Theme.badge + (owner.reactions.length > 0 ? Theme.space4 : 0)

    function settle() {
        marks.forceLayout()
    }

    implicitHeight: carried.y + carried.takes + (marked ? marks.implicitHeight : 0) + why.takes
    onMarkedChanged: settle()
    Component.onCompleted: settle()

    Part {
        id: chart

        width: root.width
        owner: root.owner
        file: "MessageChart.qml"
        wanted: root.owner.chart !== null
    }

    Part {
        id: carried

        y: chart.takes
        width: root.width
        owner: root.owner
        file: "MessageFiles.qml"
        wanted: root.owner.files.length > 0
    }

    Flow {
        id: marks

        y: carried.y + carried.takes
        width: root.width
        topPadding: Theme.space4
        spacing: Theme.space4
        visible: root.marked

        Repeater {
            model: root.owner.reactions
            onItemAdded: root.settle()
            onItemRemoved: root.settle()

            ReactionChip {
                id: chip

                required property var modelData

                emoji: modelData.emoji
                count: modelData.count
                mine: modelData.mine
                names: modelData.names
                onClicked: root.owner.reactRequested(chip.emoji)
            }
        }

        FootLink {
            height: root.lineHeight
            visible: root.owner.answers > 0
            text: root.owner.answers === 1 ? qsTr("1 answer") : qsTr("%1 answers").arg(root.owner.answers)
            onClicked: root.owner.threadRequested()
        }

        Label {
            height: root.lineHeight
            verticalAlignment: Text.AlignVCenter
            visible: root.owner.isPinned
            leftPadding: root.owner.reactions.length > 0 ? Theme.space4 : 0
            text: qsTr("pinned")
            kind: Label.Kind.Tiny
        }

        FootLink {
            height: root.lineHeight
            visible: root.owner.isEdited
            quiet: true
            text: qsTr("edited")
            onClicked: root.owner.earlierRequested()
        }
    }

    Part {
        id: why

        y: carried.y + carried.takes + (root.marked ? marks.implicitHeight : 0)
        width: root.width
        owner: root.owner
        file: "RefusedLine.qml"
        wanted: root.owner.refused
    }
}
