import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! In the heading's place while the dashboard is edited: its name, what was done last, and how it ends.
Item {
    id: root

    required property DashboardViewModel board
    readonly property bool roomy: width >= Theme.readingWidth
    readonly property alias name: name
    readonly property alias undo: undo
    readonly property alias done: done

    //! The name is written and not yet taken.
    readonly property bool naming: name.activeFocus && name.text !== board.name

    signal addRequested

    implicitHeight: Theme.bar

    TextField {
        id: name

        anchors.left: parent.left
        anchors.leftMargin: Theme.space16
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(Theme.px(120), Math.min(Theme.details, parent.width - tools.width - 2 * Theme.space16))
        label: qsTr("Name of the dashboard")
        text: root.board.name
        onEditingFinished: {
            root.board.rename(text)
            text = Qt.binding(() => root.board.name)
        }
    }

    Label {
        anchors.left: name.right
        anchors.leftMargin: Theme.space12
        anchors.right: tools.left
        anchors.rightMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        visible: root.roomy
        text: root.board.undoText
        kind: Label.Kind.Secondary
        horizontalAlignment: Text.AlignRight
        elide: Text.ElideRight
    }

    Row {
        id: tools

        anchors.right: parent.right
        anchors.rightMargin: Theme.space16
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space4

        IconButton {
            id: undo

            enabled: root.board.canUndo
            glyph: "undo"
            text: root.board.canUndo ? qsTr("Undo: %1").arg(root.board.undoText) : qsTr("Undo")
            keys: qsTr("Ctrl Z")
            onClicked: root.board.undo()
        }

        IconButton {
            glyph: "plus"
            text: qsTr("Add a panel")
            keys: qsTr("a")
            onClicked: root.addRequested()
        }

        Button {
            visible: root.board.dirty && root.roomy
            text: qsTr("Throw away")
            onClicked: root.board.discard()
        }

        IconButton {
            visible: root.board.dirty && !root.roomy
            glyph: "close"
            text: qsTr("Throw away")
            onClicked: root.board.discard()
        }

        Button {
            id: done

            kind: Button.Kind.Primary
            enabled: !root.board.busy && !root.board.conflict
            text: root.board.dirty ? qsTr("Save") : qsTr("Done")
            onClicked: root.board.save()
        }
    }

    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
