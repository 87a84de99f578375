pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! Ctrl-K: type a few letters, press Enter.
Sheet {
    id: sheet

    required property SessionViewModel session
    readonly property alias field: find.field

    function choose(row: int) {
        sheet.close()
        sheet.session.switcher.activate(row)
    }

    title: qsTr("Go to")
    onAboutToShow: {
        session.switcher.query = ""
        find.begin()
    }
    onOpened: find.field.forceActiveFocus()

    FindList {
        id: find

        Layout.fillWidth: true
        Layout.fillHeight: true
        label: qsTr("Room, person, dashboard or command")
        name: qsTr("Found")
        query: sheet.session.switcher.query
        emptyText: qsTr("Nothing by that name.")
        model: sheet.session.switcher
        onEdited: text => sheet.session.switcher.query = text
        onChosen: row => sheet.choose(row)

        delegate: SwitcherRow {
            id: row

            required property int index

            width: find.list.width
            current: find.currentIndex === row.index
            onClicked: sheet.choose(row.index)
        }
    }
}
