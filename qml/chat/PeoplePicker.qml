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
    readonly property alias field: find.field

    signal accepted

    spacing: Theme.space8

    FindList {
        id: find

        Layout.fillWidth: true
        Layout.fillHeight: true
        label: root.label
        name: qsTr("People")
        query: root.people.query
        emptyText: root.people.query === "" ? qsTr("Everybody you know is here already.") : qsTr("Nobody by that name.")
        listHeight: root.listHeight
        model: root.people
        onEdited: text => root.people.query = text
        onChosen: row => root.people.toggle(row)
        onFinished: root.accepted()

        delegate: PersonChoice {
            id: row

            required property int index

            width: find.list.width
            current: find.currentIndex === row.index && (find.field.activeFocus || find.list.activeFocus)
            onClicked: {
                find.list.currentIndex = row.index
                root.people.toggle(row.index)
            }
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
