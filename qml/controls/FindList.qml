pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.Theme

//! Type a few letters, walk with the arrows, choose with Enter: the keys stay with the field.
ColumnLayout {
    id: root

    //! What is looked for.
    required property string label
    //! What the model looks for, so that it is shown here when it changes there.
    required property string query
    //! The list's name.
    required property string name
    property string emptyText: ""
    property string errorText: ""
    property real listHeight: Theme.sheetList
    property alias model: list.model
    property alias delegate: list.delegate
    readonly property alias field: field
    readonly property alias list: list
    readonly property alias currentIndex: list.currentIndex

    signal edited(string text)
    signal chosen(int row)
    //! Ctrl and Enter: of lists in which several are chosen.
    signal finished

    function begin() {
        list.currentIndex = 0
    }

    spacing: Theme.space8

    TextField {
        id: field

        Layout.fillWidth: true
        focus: true
        label: root.label
        placeholderText: label
        text: root.query
        onTextEdited: {
            root.edited(text)
            root.begin()
        }
        Keys.onDownPressed: list.incrementCurrentIndex()
        Keys.onUpPressed: list.decrementCurrentIndex()
        Keys.onPressed: event => {
            if (event.key !== Qt.Key_Return && event.key !== Qt.Key_Enter)
                return
            event.accepted = true
            if (event.modifiers & Qt.ControlModifier)
                root.finished()
            else if (list.currentIndex >= 0 && list.count > 0)
                root.chosen(list.currentIndex)
        }
    }

    ErrorLine {
        Layout.fillWidth: true
        text: root.errorText
    }

    NavList {
        id: list

        Layout.fillWidth: true
        Layout.fillHeight: true
        implicitHeight: root.listHeight
        Accessible.name: root.name
        onChosen: row => root.chosen(row)
        onCountChanged: if (currentIndex < 0 && count > 0)
            currentIndex = 0

        Label {
            anchors.centerIn: parent
            width: parent.width
            visible: list.count === 0
            text: root.emptyText
            kind: Label.Kind.Secondary
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
        }
    }
}
