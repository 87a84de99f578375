import QtQuick
import QtQuick.Templates as T
import Hearth.Controls
import Hearth.Theme

//! One file: a picture, which has its place before it is here, or a row with its name, its size and what to do.
Item {
    id: root

    //! As MessageListModel.FilesRole has it.
    required property var file
    //! As wide as it may be.
    required property real room
    //! Of a message that is not sent yet.
    required property bool waiting
    //! The server did not take it.
    required property bool refused
    readonly property bool isImage: file.isImage ?? false
    readonly property bool moving: (file.progress ?? -1) >= 0 && file.progress < 1
    readonly property real scale1: isImage
        ? Math.min(1, Math.min(room, Theme.form) / file.width, Theme.sheetList / file.height) : 1

    signal openRequested
    signal saveRequested
    signal cancelRequested
    //! The message is given up before it is sent.
    signal stopRequested

    implicitWidth: isImage ? Math.max(Theme.tile, Math.round(file.width * scale1)) : Math.min(room, Theme.form)
    implicitHeight: isImage ? Math.max(Theme.tile, Math.round(file.height * scale1)) : Theme.bar

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.panel
        border.width: Theme.hairline
        border.color: Theme.line
    }

    T.Button {
        id: picture

        anchors.fill: parent
        visible: root.isImage
        enabled: root.isImage && !root.waiting && !root.refused
        // By the keys of the message, as with all that belongs to one: Tab must not walk a whole room.
        focusPolicy: Qt.NoFocus
        Accessible.name: qsTr("Picture %1. Open it large.").arg(root.file.name ?? "")
        onClicked: root.openRequested()

        contentItem: Image {
            // Only what lies on this device: see Shelf.
            source: root.isImage ? root.file.picture ?? "" : ""
            sourceSize.width: 2 * Theme.form
            sourceSize.height: 2 * Theme.form
            fillMode: Image.PreserveAspectFit
            asynchronous: true
            autoTransform: true
        }

        HoverHandler {
            enabled: picture.enabled
            cursorShape: Qt.PointingHandCursor
        }
    }

    Icon {
        id: glyph

        anchors.left: parent.left
        anchors.leftMargin: Theme.space12
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.icon
        height: Theme.icon
        visible: !root.isImage
        name: "file"
        color: Theme.secondary
    }

    Column {
        anchors.left: glyph.right
        anchors.leftMargin: Theme.space12
        anchors.right: action.left
        anchors.rightMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        visible: !root.isImage

        Label {
            width: parent.width
            text: root.file.name ?? ""
            elide: Text.ElideMiddle
        }

        Label {
            width: parent.width
            text: root.moving ? qsTr("%1 of %2").arg(Math.round(root.file.progress * 100) + " %").arg(root.file.details)
                              : root.file.details ?? ""
            kind: Label.Kind.Tiny
            elide: Text.ElideRight
        }
    }

    IconButton {
        id: action

        anchors.right: parent.right
        anchors.rightMargin: Theme.space4
        anchors.verticalCenter: root.isImage ? undefined : parent.verticalCenter
        anchors.bottom: root.isImage ? parent.bottom : undefined
        anchors.bottomMargin: Theme.space4
        visible: !root.refused && (root.waiting || !root.isImage || hover.hovered || root.moving)
        focusPolicy: Qt.NoFocus
        glyph: root.waiting || root.moving ? "close" : "download"
        text: root.waiting ? qsTr("Do not send %1").arg(root.file.name ?? "")
                           : root.moving ? qsTr("Stop saving %1").arg(root.file.name ?? "")
                                         : qsTr("Save %1").arg(root.file.name ?? "")
        onClicked: root.waiting ? root.stopRequested() : root.moving ? root.cancelRequested() : root.saveRequested()

        Rectangle {
            z: -1
            anchors.fill: parent
            visible: root.isImage
            radius: Theme.radius
            color: Theme.alpha(Theme.panel, 0.85)
        }
    }

    Rectangle {
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.margins: Theme.hairline
        width: (parent.width - 2 * Theme.hairline) * Math.max(0, root.file.progress ?? 0)
        height: Theme.stroke
        radius: Theme.stroke / 2
        visible: root.moving
        color: Theme.ember
        Accessible.role: Accessible.ProgressBar
        Accessible.name: root.waiting ? qsTr("Sending %1").arg(root.file.name ?? "")
                                      : qsTr("Saving %1").arg(root.file.name ?? "")
    }

    HoverHandler {
        id: hover
    }
}
