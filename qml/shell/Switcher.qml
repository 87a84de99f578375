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
    readonly property alias field: field

    function choose(row: int) {
        sheet.close()
        sheet.session.switcher.activate(row)
    }

    title: qsTr("Go to")
    onAboutToShow: {
        field.clear()
        session.switcher.query = ""
        list.currentIndex = 0
    }
    onOpened: field.forceActiveFocus()

    TextField {
        id: field

        objectName: "switcherField"
        Layout.fillWidth: true
        focus: true
        label: qsTr("Room, person, dashboard or command")
        placeholderText: label
        onTextEdited: {
            sheet.session.switcher.query = text
            list.currentIndex = 0
        }
        onAccepted: if (list.currentIndex >= 0 && list.count > 0)
            sheet.choose(list.currentIndex)
        Keys.onDownPressed: list.incrementCurrentIndex()
        Keys.onUpPressed: list.decrementCurrentIndex()
    }

    NavList {
        id: list

        Layout.fillWidth: true
        Layout.fillHeight: true
        implicitHeight: Theme.sheetList
        model: sheet.session.switcher
        Accessible.name: qsTr("Found")
        onChosen: row => sheet.choose(row)

        delegate: SwitcherRow {
            id: row

            required property int index

            width: list.width
            current: list.currentIndex === row.index
            onClicked: sheet.choose(row.index)
        }

        Label {
            anchors.centerIn: parent
            visible: list.count === 0
            text: qsTr("Nothing by that name.")
            kind: Label.Kind.Secondary
        }
    }
}
