import QtQuick
import Hearth.Theme

//! A line of text with its label above it; the label is its accessible name.
//! No QtQuick.Templates TextField: in Qt 6.4 that one has no name in AT-SPI while it hides a password.
TextInput {
    id: control

    property string label: ""
    property string placeholderText: ""
    property bool wrong: false

    topPadding: Math.floor((Theme.control - contentHeight) / 2)
    bottomPadding: Theme.control - Math.ceil(contentHeight) - topPadding
    leftPadding: Theme.space12
    rightPadding: Theme.space12
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.text
    selectionColor: Theme.emberFill
    selectedTextColor: Theme.emberInk
    selectByMouse: true
    activeFocusOnTab: true
    clip: contentWidth > width - leftPadding - rightPadding
    font.family: Theme.sans
    font.pointSize: Theme.bodySize
    opacity: enabled ? 1 : 0.6
    Accessible.role: Accessible.EditableText
    Accessible.name: label !== "" ? label : placeholderText
    cursorDelegate: Caret {}

    HoverHandler {
        id: hover

        cursorShape: Qt.IBeamCursor
    }

    Rectangle {
        anchors.fill: parent
        z: -1
        radius: Theme.radius
        color: Theme.field
        border.width: Theme.hairline
        border.color: control.wrong ? Theme.error : hover.hovered ? Theme.secondary : Theme.outline

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
        color: Theme.secondary
        Accessible.ignored: true
    }
}
