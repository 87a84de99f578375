import QtQuick

//! A word about the parent, made when it is first to be shown: most things are never pointed at for so long.
Loader {
    id: root

    required property bool shown
    required property string text
    //! Beside the parent, and not below it.
    property bool beside: false

    onShownChanged: {
        if (shown && !item)
            setSource(Qt.resolvedUrl("ToolTipBox.qml"), { "owner": root, "parent": parent })
    }
}
