pragma ComponentBehavior: Bound

import QtQuick
import Hearth.Theme

//! The parts of one message, each drawn by the component of its kind.
Column {
    id: root

    required property var blocks
    required property bool large
    readonly property var files: ({ "text": "TextBlock.qml", "code": "CodeBlock.qml", "quote": "QuoteBlock.qml" })

    spacing: Theme.space8

    Repeater {
        model: root.blocks

        Loader {
            required property var modelData

            width: root.width
            Component.onCompleted: {
                const inputs = { "text": modelData.text }
                if (modelData.kind === "text")
                    inputs.large = root.large
                setSource(Qt.resolvedUrl(root.files[modelData.kind] ?? "TextBlock.qml"), inputs)
            }
        }
    }
}
