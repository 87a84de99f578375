import QtQuick
import QtQuick.Templates as T
import Hearth.Controls
import Hearth.Theme

//! A word that the search understands, with what it means; a press puts it in.
T.Button {
    id: control

    required property string word
    required property string about

    implicitHeight: Theme.caption
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    leftPadding: Theme.space8
    rightPadding: Theme.space8
    text: about === "" ? word : qsTr("%1, %2").arg(word).arg(about)
    Accessible.name: text
    Accessible.role: Accessible.Button
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: Row {
        spacing: Theme.space8

        Label {
            width: Math.min(implicitWidth, Theme.rooms)
            height: parent.height
            verticalAlignment: Text.AlignVCenter
            text: control.word
            kind: Label.Kind.Mono
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        Label {
            width: Math.min(implicitWidth, Theme.rooms)
            height: parent.height
            verticalAlignment: Text.AlignVCenter
            visible: text !== ""
            text: control.about
            kind: Label.Kind.Secondary
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: control.down ? Theme.pressed : control.hovered ? Theme.hover : Theme.code
        border.width: Theme.hairline
        border.color: Theme.line

        FocusRing {
            shown: control.visualFocus
        }
    }
}
