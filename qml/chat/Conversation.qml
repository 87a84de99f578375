import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The middle column: one room, from its title down to the place where one writes.
Rectangle {
    id: root

    required property SessionViewModel session
    required property ConversationViewModel conversation
    property bool sendWithEnter: true
    property bool single: false
    property bool detailsOpen: false
    readonly property alias header: header
    readonly property alias composer: composer
    readonly property alias messages: messages
    readonly property alias announcer: announcer
    readonly property alias pictureView: pictureView

    signal backRequested
    signal detailsRequested
    signal searchRequested
    signal aboutRequested
    signal threadRequested(string messageId)

    function openPins() {
        if (!pins.item)
            pins.setSource(Qt.resolvedUrl("PinsSheet.qml"), { "conversation": root.conversation })
        const sheet = pins.item as PinsSheet
        sheet.open()
    }

    color: Theme.ground

    Loader {
        id: pins
    }

    Announcer {
        id: announcer
    }

    Connections {
        target: root.conversation

        function onAnnounced(text) {
            announcer.say(text)
        }

        function onPictureOpened(fileId, name, picture) {
            pictureView.show(fileId, name, picture)
        }
    }

    PictureView {
        id: pictureView

        onSaveRequested: fileId => root.conversation.saveFile(fileId)
    }

    DropArea {
        id: drop

        anchors.fill: parent
        z: 1
        onEntered: drag => drag.accepted = drag.hasUrls
        onDropped: event => {
            root.conversation.attach(event.urls)
            event.accept()
            composer.input.forceActiveFocus()
        }

        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.space8
            visible: drop.containsDrag
            radius: Theme.cardRadius
            color: Theme.alpha(Theme.panel, 0.85)
            border.width: Theme.ring
            border.color: Theme.ember

            Label {
                anchors.centerIn: parent
                kind: Label.Kind.Title
                text: qsTr("Drop the files to send them to %1").arg(root.conversation.title)
            }
        }
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        ConversationHeader {
            id: header

            Layout.fillWidth: true
            Layout.preferredHeight: Theme.bar
            conversation: root.conversation
            single: root.single
            detailsOpen: root.detailsOpen
            onBackRequested: root.backRequested()
            onDetailsRequested: root.detailsRequested()
            onSearchRequested: root.searchRequested()
            onPinsRequested: root.openPins()
            onAboutRequested: root.aboutRequested()
        }

        Hairline {
            Layout.fillWidth: true
        }

        LinkLine {
            Layout.fillWidth: true
            session: root.session
        }

        MessageList {
            id: messages

            Layout.fillWidth: true
            Layout.fillHeight: true
            conversation: root.conversation
            onThreadRequested: messageId => root.threadRequested(messageId)
        }

        TypingLine {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space16 + Theme.space12
            Layout.rightMargin: Theme.space16
            Layout.topMargin: Theme.space8
            Layout.preferredHeight: Theme.typingLine
            text: root.conversation.typingText
        }

        ContextLine {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space16 + Theme.space12
            Layout.rightMargin: Theme.space16
            conversation: root.conversation
        }

        Composer {
            id: composer

            Layout.fillWidth: true
            Layout.leftMargin: Theme.space16
            Layout.rightMargin: Theme.space16
            Layout.bottomMargin: Theme.space16
            conversation: root.conversation
            sendWithEnter: root.sendWithEnter
            maximumHeight: Math.max(Theme.control + Theme.space8, root.height / 3)
        }
    }
}
