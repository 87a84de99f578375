import QtQuick
import QtQuick.Templates as T
import Hearth.Controls
import Hearth.Theme

T.Button {
    id: control

    enum Kind {
        Plain,
        Primary,
        Quiet
    }

    property int kind: Button.Kind.Plain
    property string glyph: ""
    readonly property bool primary: kind === Button.Kind.Primary

    implicitHeight: Theme.control
    implicitWidth: Math.max(implicitHeight, implicitContentWidth + leftPadding + rightPadding)
    leftPadding: Theme.space16
    rightPadding: Theme.space16
    opacity: enabled ? 1 : 0.5
    Accessible.name: text
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: Item {
        implicitWidth: label.implicitWidth + (control.glyph === "" ? 0 : Theme.icon + row.spacing)
        implicitHeight: label.implicitHeight

        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.space8

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: control.glyph !== ""
                name: control.glyph
                width: Theme.icon
                height: Theme.icon
                color: label.color
            }

            Label {
                id: label

                anchors.verticalCenter: parent.verticalCenter
                text: control.text
                width: Math.min(Math.ceil(implicitWidth), control.availableWidth - x)
                elide: Text.ElideRight
                strong: control.kind !== Button.Kind.Quiet
                color: control.primary ? Theme.emberInk
                                       : control.kind === Button.Kind.Quiet ? Theme.emberText : Theme.text
                Accessible.ignored: true
            }
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: control.primary ? (control.hovered || control.down ? Theme.emberFillHover : Theme.emberFill)
                               : control.down ? Theme.pressed
                               : control.hovered ? Theme.hover
                               : control.kind === Button.Kind.Quiet ? Theme.alpha(Theme.hover, 0) : Theme.raised
        border.width: control.kind === Button.Kind.Plain ? Theme.hairline : 0
        border.color: Theme.outline

        FocusRing {
            shown: control.visualFocus
        }
    }
}
