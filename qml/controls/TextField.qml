import QtQuick
import QtQuick.Templates as T
import Hearth.Theme

//! A line of text with its label above it; the label is its accessible name.
T.TextField {
    id: control

    property string label: ""
    property bool wrong: false

    implicitHeight: Theme.control
    implicitWidth: Theme.form
    leftPadding: Theme.space12
    rightPadding: Theme.space12
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.text
    placeholderTextColor: Theme.secondary
    selectionColor: Theme.emberFill
    selectedTextColor: Theme.emberInk
    selectByMouse: true
    font.family: Theme.sans
    font.pointSize: Theme.bodySize
    opacity: enabled ? 1 : 0.6
    Accessible.name: label !== "" ? label : placeholderText

    background: Rectangle {
        radius: Theme.radius
        color: Theme.field
        border.width: Theme.hairline
        border.color: control.wrong ? Theme.error : control.hovered ? Theme.secondary : Theme.outline

        FocusRing {
            shown: control.activeFocus
            offset: -1
        }
    }

    Label {
        x: control.leftPadding
        width: control.width - control.leftPadding - control.rightPadding
        height: control.height
        verticalAlignment: Text.AlignVCenter
        visible: control.length === 0 && control.preeditText === ""
        text: control.placeholderText
        elide: Text.ElideRight
        color: control.placeholderTextColor
        Accessible.ignored: true
    }
}
