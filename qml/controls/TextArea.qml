import QtQuick
import QtQuick.Templates as T
import Hearth.Theme

T.TextArea {
    id: control

    property string label: ""

    //! Goes on to the next control, where a text would put in a tab; false for another key.
    function leaves(event: var): bool {
        if ((event.key !== Qt.Key_Tab && event.key !== Qt.Key_Backtab) || event.modifiers & Qt.ControlModifier)
            return false
        const forward = event.key === Qt.Key_Tab
        nextItemInFocusChain(forward).forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason)
        return true
    }

    padding: Theme.space8
    leftPadding: Theme.space12
    rightPadding: Theme.space12
    implicitHeight: contentHeight + topPadding + bottomPadding
    wrapMode: TextEdit.Wrap
    textFormat: TextEdit.PlainText
    color: Theme.text
    placeholderTextColor: Theme.secondary
    selectionColor: Theme.emberFill
    selectedTextColor: Theme.emberInk
    selectByMouse: true
    font.family: Theme.sans
    font.pointSize: Theme.bodySize
    Accessible.name: label !== "" ? label : placeholderText
    cursorDelegate: Caret {}

    Label {
        x: control.leftPadding
        y: control.topPadding
        width: control.width - control.leftPadding - control.rightPadding
        visible: control.length === 0 && control.preeditText === ""
        text: control.placeholderText
        elide: Text.ElideRight
        color: control.placeholderTextColor
        Accessible.ignored: true
    }
}
