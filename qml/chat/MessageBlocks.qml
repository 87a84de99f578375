pragma ComponentBehavior: Bound

import QtQuick
import Hearth.Theme

//! The parts of one message, each drawn by the component of its kind.
Column {
    id: root

    required property var blocks
    required property bool large
    //! So many blocks are enough while the message is folded.
    required property int excerpt
    required property bool whole
    //! What of the height is in sight, or near: parts elsewhere keep their place but are not drawn, since the software
    //! backend looks at all that is, in every frame.
    required property real sightTop
    required property real sightBottom
    property int shown: excerpt
    readonly property bool complete: shown >= blocks.length
    readonly property var files: ({ "text": "TextBlock.qml", "code": "CodeBlock.qml", "quote": "QuoteBlock.qml",
        "gone": "GoneBlock.qml" })

    spacing: Theme.space8
    onWholeChanged: if (!whole)
        shown = Qt.binding(() => root.excerpt)

    // One portion a frame: the longest message that there can be never makes the window stand still.
    Timer {
        interval: Theme.frame
        repeat: true
        running: root.whole && !root.complete
        onTriggered: ++root.shown
    }

    Repeater {
        model: root.blocks

        Loader {
            id: part

            required property var modelData
            required property int index
            readonly property bool wanted: index < root.shown
            readonly property bool inSight: y < root.sightBottom && y + height > root.sightTop

            function fill() {
                if (!wanted || item)
                    return
                const inputs = { "text": modelData.text }
                if (modelData.kind === "text")
                    inputs.large = root.large
                else if (modelData.kind === "code")
                    Object.assign(inputs, { copies: modelData.copies, language: modelData.language ?? "" })
                setSource(Qt.resolvedUrl(root.files[modelData.kind] ?? "TextBlock.qml"), inputs)
            }

            width: root.width
            visible: wanted
            onInSightChanged: if (item)
                item.visible = inSight
            onWantedChanged: fill()
            Component.onCompleted: fill()
        }
    }
}
