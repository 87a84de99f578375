pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! Type a few letters, walk with the arrows, choose with Enter; as many as wanted.
ColumnLayout {
    id: root

    required property PeopleModel people
    property string label: qsTr("Find people")
    property real listHeight: Theme.sheetList
    readonly property alias field: field

    signal accepted

    spacing: Theme.space8

    TextField {
        id: field

        objectName: "peopleField"
        Layout.fillWidth: true
        label: root.label
        placeholderText: root.label
        text: root.people.query
        onTextEdited: {
            root.people.query = text
            list.currentIndex = 0
        }
        Keys.onDownPressed: list.incrementCurrentIndex()
        Keys.onUpPressed: list.decrementCurrentIndex()
        Keys.onPressed: event => {
            if (event.key !== Qt.Key_Return && event.key !== Qt.Key_Enter)
                return
            event.accepted = true
            if (event.modifiers & Qt.ControlModifier)
                root.accepted()
            else
                root.people.toggle(list.currentIndex)
        }
    }

    NavList {
        id: list

        Layout.fillWidth: true
        Layout.fillHeight: true
        implicitHeight: root.listHeight
        model: root.people
        Accessible.name: qsTr("People")
        onChosen: row => root.people.toggle(row)
        onCountChanged: if (currentIndex < 0 && count > 0)
            currentIndex = 0

        delegate: PersonChoice {
            id: row

            required property int index

            width: list.width
            current: list.currentIndex === row.index && (field.activeFocus || list.activeFocus)
            onClicked: {
                list.currentIndex = row.index
                root.people.toggle(row.index)
            }
        }

        Label {
            anchors.centerIn: parent
            width: parent.width
            visible: list.count === 0
            horizontalAlignment: Text.AlignHCenter
            text: root.people.query === "" ? qsTr("Everybody you know is here already.") : qsTr("Nobody by that name.")
            kind: Label.Kind.Secondary
            wrapMode: Text.Wrap
        }
    }

    Label {
        Layout.fillWidth: true
        visible: root.people.chosenCount > 0
        text: root.people.chosenText
        kind: Label.Kind.Secondary
        elide: Text.ElideRight
    }
}
