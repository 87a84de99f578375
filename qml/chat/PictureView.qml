import QtQuick
import QtQuick.Templates as T
import Hearth.Controls
import Hearth.Theme

//! One picture over the whole window; Esc or a click closes it.
T.Popup {
    id: view

    property string fileId: ""
    property string title: ""
    property url picture: ""

    signal saveRequested(string fileId)

    function show(id: string, name: string, source: url) {
        fileId = id
        title = name
        picture = source
        open()
    }

    parent: T.Overlay.overlay
    width: parent?.width ?? 0
    height: parent?.height ?? 0
    modal: true
    focus: true
    padding: Theme.space24
    closePolicy: T.Popup.CloseOnEscape
    onClosed: picture = ""

    contentItem: Item {
        Accessible.role: Accessible.Dialog
        Accessible.name: view.title

        TapHandler {
            onTapped: view.close()
        }

        Image {
            anchors.fill: parent
            source: view.picture
            // No more pixels than there are on the screen: a large picture is made small while it is read.
            sourceSize.width: 2 * Math.max(1, Math.round(width))
            sourceSize.height: 2 * Math.max(1, Math.round(height))
            fillMode: implicitWidth < width && implicitHeight < height ? Image.Pad : Image.PreserveAspectFit
            asynchronous: true
            autoTransform: true
            Accessible.role: Accessible.Graphic
            Accessible.name: view.title
        }

        Row {
            anchors.right: parent.right
            anchors.top: parent.top

            IconButton {
                glyph: "download"
                text: qsTr("Save %1").arg(view.title)
                onClicked: view.saveRequested(view.fileId)
            }

            IconButton {
                focus: true
                glyph: "close"
                text: qsTr("Close")
                keys: qsTr("Esc")
                onClicked: view.close()
            }
        }
    }

    T.Overlay.modal: Rectangle {
        color: Theme.alpha(Theme.ground, 0.92)
    }
}
