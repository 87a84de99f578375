import QtQuick
import Hearth.Controls
import Hearth.Theme

//! A person: a letter, a dot and a word.
ItemDelegate {
    id: root

    required property string userId
    required property string username
    required property string displayName
    required property int presence
    required property string statusText
    required property bool isSelf
    required property bool focused
    property string role: ""
    property bool hasMenu: false

    signal menuRequested

    readonly property string status: statusText !== "" ? statusText : dot.word
    readonly property string roleWord: ({ "owner": qsTr("owner"), "admin": qsTr("admin"), "guest": qsTr("guest") })[role] ?? ""
    readonly property string shownName: displayName !== "" ? displayName : username

    implicitHeight: Theme.control + Theme.space12
    leftPadding: Theme.space16
    rightPadding: Theme.space16
    focusPolicy: Qt.NoFocus
    text: shownName
    Accessible.name: qsTr("%1, %2").arg(shownName).arg(roleWord === "" ? status : qsTr("%1, %2").arg(roleWord).arg(status))

    contentItem: Item {
        LetterTile {
            id: tile

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.px(28)
            name: root.shownName
            seed: root.userId

            Rectangle {
                anchors.centerIn: dot
                width: dot.width + 2 * Theme.stroke
                height: width
                radius: width / 2
                color: root.hovered ? Theme.hover : Theme.panel
            }

            PresenceDot {
                id: dot

                anchors.horizontalCenter: parent.right
                anchors.verticalCenter: parent.bottom
                anchors.horizontalCenterOffset: -Theme.stroke
                anchors.verticalCenterOffset: -Theme.stroke
                presence: root.presence
                ground: root.hovered ? Theme.hover : Theme.panel
            }
        }

        Column {
            anchors.left: tile.right
            anchors.leftMargin: Theme.space12
            anchors.right: more.left
            anchors.verticalCenter: parent.verticalCenter

            Label {
                width: parent.width
                text: root.isSelf ? qsTr("%1 (you)").arg(root.shownName) : root.shownName
                elide: Text.ElideRight
                color: dot.here ? Theme.text : Theme.secondary
                Accessible.ignored: true
            }

            Label {
                width: parent.width
                text: root.roleWord === "" ? root.status : qsTr("%1 · %2").arg(root.roleWord).arg(root.status)
                kind: Label.Kind.Tiny
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }

        IconButton {
            id: more

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            width: root.hasMenu ? Theme.caption : 0
            height: Theme.caption
            visible: root.hasMenu
            opacity: root.hovered || root.focused ? 1 : 0
            focusPolicy: Qt.NoFocus
            glyph: "more"
            text: qsTr("What can be done to %1").arg(root.shownName)
            onClicked: root.menuRequested()
        }
    }

    background: HoverGround {
        anchors.fill: parent
        anchors.leftMargin: Theme.space8
        anchors.rightMargin: Theme.space8
        hovered: root.hovered
        down: root.down

        FocusRing {
            shown: root.focused
            offset: -1
        }
    }
}
