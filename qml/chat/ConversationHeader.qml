import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The room's name and what it is about, on one bar.
//! Anchors, not a layout: Qt 6.4 keeps the old places when the way back appears.
Item {
    id: root

    required property ConversationViewModel conversation
    required property bool single
    required property bool detailsOpen
    readonly property alias level: level

    signal backRequested
    signal detailsRequested
    signal searchRequested
    signal pinsRequested
    signal aboutRequested

    IconButton {
        id: back

        anchors.left: parent.left
        anchors.leftMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        visible: root.single
        glyph: "back"
        turns: true
        text: qsTr("Back to the rooms")
        keys: qsTr("Esc")
        onClicked: root.backRequested()
    }

    Column {
        anchors.left: root.single ? back.right : parent.left
        anchors.leftMargin: root.single ? Theme.space4 : Theme.space16
        anchors.right: about.left
        anchors.rightMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.stroke

        Label {
            width: parent.width
            text: root.conversation.title
            kind: Label.Kind.Title
            elide: Text.ElideRight
            Accessible.role: Accessible.Heading
        }

        Label {
            width: parent.width
            visible: text !== ""
            text: root.conversation.topic.replace(/\s+/g, " ")
            kind: Label.Kind.Secondary
            elide: Text.ElideRight
        }
    }

    IconButton {
        id: about

        anchors.right: pins.left
        anchors.verticalCenter: parent.verticalCenter
        visible: !root.conversation.isDirect
        width: visible ? implicitWidth : 0
        glyph: "info"
        text: qsTr("About this room")
        onClicked: root.aboutRequested()
    }

    IconButton {
        id: pins

        anchors.right: find.left
        anchors.verticalCenter: parent.verticalCenter
        glyph: "pin"
        text: qsTr("Pinned messages")
        keys: qsTr("Ctrl P")
        onClicked: root.pinsRequested()
    }

    IconButton {
        id: find

        anchors.right: level.left
        anchors.verticalCenter: parent.verticalCenter
        glyph: "search"
        text: qsTr("Search in this room")
        keys: qsTr("Ctrl F")
        onClicked: root.searchRequested()
    }

    LevelButton {
        id: level

        anchors.right: people.left
        anchors.verticalCenter: parent.verticalCenter
        conversation: root.conversation
    }

    IconButton {
        id: people

        anchors.right: parent.right
        anchors.rightMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        glyph: "people"
        text: root.detailsOpen ? qsTr("Hide people") : qsTr("Show people")
        keys: qsTr("Ctrl I")
        checked: root.detailsOpen
        onClicked: root.detailsRequested()
    }
}
