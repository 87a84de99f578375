import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The room's name and what it is about, on one bar.
RowLayout {
    id: root

    required property ConversationViewModel conversation
    required property bool single
    required property bool detailsOpen

    signal backRequested
    signal detailsRequested

    spacing: Theme.space8

    IconButton {
        Layout.leftMargin: Theme.space8
        visible: root.single
        glyph: "back"
        text: qsTr("Back to the rooms")
        keys: qsTr("Esc")
        onClicked: root.backRequested()
    }

    ColumnLayout {
        Layout.fillWidth: true
        Layout.leftMargin: root.single ? 0 : Theme.space16
        spacing: Theme.stroke

        Label {
            Layout.fillWidth: true
            text: root.conversation.title
            kind: Label.Kind.Title
            elide: Text.ElideRight
            Accessible.role: Accessible.Heading
        }

        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: root.conversation.topic.replace(/\s+/g, " ")
            kind: Label.Kind.Secondary
            elide: Text.ElideRight
        }
    }

    IconButton {
        Layout.rightMargin: Theme.space8
        glyph: "people"
        text: root.detailsOpen ? qsTr("Hide people") : qsTr("Show people")
        keys: qsTr("Ctrl I")
        checked: root.detailsOpen
        onClicked: root.detailsRequested()
    }
}
