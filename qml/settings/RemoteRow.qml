import QtQuick
import Hearth.Controls
import Hearth.Theme

//! A row of such a list: a title, a line below it, and what can be done to it at its end.
ItemDelegate {
    id: root

    required property int index
    property string title: ""
    property string details: ""
    property bool dim: false
    property string seed: ""
    //! Of the button at its end; empty for none.
    property string glyph: ""
    property string actionText: ""

    signal acted(Item at)

    //! What the key says, where it is for this row.
    function takesKey(key: int): bool {
        const acts = key === Qt.Key_Delete || key === Qt.Key_Menu || key === Qt.Key_Return || key === Qt.Key_Enter
        if (acts && actionText !== "")
            acted(button)
        return acts && actionText !== ""
    }

    implicitHeight: lines.implicitHeight + Theme.space16
    leftPadding: Theme.space8
    rightPadding: Theme.space8
    focusPolicy: Qt.NoFocus
    text: qsTr("%1, %2").arg(title).arg(details)

    contentItem: Item {
        LetterTile {
            id: tile

            anchors.verticalCenter: parent.verticalCenter
            visible: root.seed !== ""
            size: Theme.px(28)
            name: root.title
            seed: root.seed
        }

        Column {
            id: lines

            anchors.left: tile.visible ? tile.right : parent.left
            anchors.leftMargin: tile.visible ? Theme.space12 : 0
            anchors.right: button.visible ? button.left : parent.right
            anchors.rightMargin: Theme.space8
            anchors.verticalCenter: parent.verticalCenter

            Label {
                width: parent.width
                text: root.title
                color: root.dim ? Theme.secondary : Theme.text
                elide: Text.ElideRight
                Accessible.ignored: true
            }

            Label {
                width: parent.width
                visible: text !== ""
                text: root.details
                kind: Label.Kind.Secondary
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }

        IconButton {
            id: button

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            visible: root.actionText !== ""
            focusPolicy: Qt.NoFocus
            glyph: root.glyph
            text: root.actionText
            onClicked: root.acted(button)
        }
    }

    FocusRing {
        shown: (root.ListView.view?.activeFocus ?? false) && root.ListView.isCurrentItem
        offset: -1
    }
}
