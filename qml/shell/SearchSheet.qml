pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Chat
import Hearth.Controls
import Hearth.Theme

//! Ctrl-F: what was said, here or everywhere. The keys stay with the field: it walks the list and goes there.
Sheet {
    id: sheet

    required property SessionViewModel session
    readonly property SearchViewModel search: session.search
    readonly property alias field: field
    readonly property alias list: list
    readonly property alias hints: hints

    function begin(everywhere: bool) {
        search.begin(session.conversation?.roomId ?? "", everywhere)
        open()
    }

    function look(query: string) {
        search.query = query
        begin(true)
    }

    function go(row: int) {
        sheet.close()
        sheet.search.open(row)
    }

    function complete(hint: int) {
        search.complete(hint)
        field.forceActiveFocus()
    }

    title: qsTr("Search messages")
    wanted: Theme.wideSheet
    onOpened: {
        field.forceActiveFocus()
        field.selectAll()
    }

    TextField {
        id: field

        objectName: "searchField"
        Layout.fillWidth: true
        focus: true
        label: sheet.search.everywhere ? qsTr("Search everywhere") : qsTr("Search in %1").arg(sheet.search.roomTitle)
        placeholderText: label
        onTextEdited: sheet.search.query = text
        onAccepted: if (list.currentIndex >= 0)
            sheet.go(list.currentIndex)
        Keys.onDownPressed: list.incrementCurrentIndex()
        Keys.onUpPressed: list.decrementCurrentIndex()
        Keys.onPressed: event => {
            if (event.key !== Qt.Key_PageDown && event.key !== Qt.Key_PageUp)
                return
            list.page(event.key === Qt.Key_PageDown ? 1 : -1)
            event.accepted = true
        }

        // What was completed comes from there; what is typed goes there.
        Binding {
            target: field
            property: "text"
            value: sheet.search.query
        }
    }

    Flow {
        id: hints

        Layout.fillWidth: true
        visible: sheet.search.hints.length > 0
        spacing: Theme.space4
        Accessible.role: Accessible.List
        Accessible.name: qsTr("What the search understands")

        Repeater {
            model: sheet.search.hints

            HintChip {
                id: chip

                required property var modelData
                required property int index

                word: modelData.text
                about: modelData.about
                onClicked: sheet.complete(chip.index)
            }
        }
    }

    RowLayout {
        Layout.fillWidth: true
        visible: sheet.search.roomTitle !== ""
        spacing: Theme.space16

        RadioButton {
            Layout.maximumWidth: Theme.form
            text: sheet.search.roomTitle === "" ? qsTr("Here") : qsTr("In %1").arg(sheet.search.roomTitle)
            checked: !sheet.search.everywhere
            onClicked: sheet.search.everywhere = false
        }

        RadioButton {
            text: qsTr("Everywhere")
            checked: sheet.search.everywhere
            onClicked: sheet.search.everywhere = true
        }
    }

    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: sheet.search.errorText !== "" ? sheet.search.errorText : sheet.search.noteText
        kind: Label.Kind.Secondary
        color: sheet.search.errorText !== "" ? Theme.error : Theme.warning
        wrapMode: Text.Wrap
        Accessible.role: sheet.search.errorText !== "" ? Accessible.AlertMessage : Accessible.StaticText
    }

    NavList {
        id: list

        function page(direction: int) {
            const rows = Math.max(1, Math.floor(height / Theme.foundRow))
            currentIndex = Math.max(0, Math.min(count - 1, currentIndex + direction * rows))
        }

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.leftMargin: -Theme.space12
        Layout.rightMargin: -Theme.space12
        implicitHeight: Theme.activity
        model: sheet.search.found
        currentIndex: -1
        Accessible.name: qsTr("Found")
        onChosen: row => sheet.go(row)
        onCountChanged: if (currentIndex < 0 && count > 0)
            currentIndex = 0
        onAtYEndChanged: if (atYEnd && count > 0)
            sheet.search.loadMore()

        delegate: FoundRow {
            id: row

            required property int index

            width: list.width
            current: list.currentIndex === row.index
            onClicked: sheet.go(row.index)
        }

        EmptyRoom {
            anchors.fill: parent
            visible: list.count === 0 && text !== ""
            glyph: "search"
            title: sheet.search.query === "" ? qsTr("Find what was said") : qsTr("Nothing to show")
            text: sheet.search.emptyText
        }
    }
}
