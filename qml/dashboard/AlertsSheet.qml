pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! What watches a panel's channels and speaks up in a room: the list, or the form of one of them.
Sheet {
    id: sheet

    required property DashboardViewModel board
    readonly property var alerts: board.alerts
    readonly property var channels: board.channels
    readonly property AlertFields fields: loader.item as AlertFields
    readonly property alias rows: rows
    readonly property alias add: add

    //! Of one panel; of all with no id.
    function show(panelId: string) {
        board.showAlerts(panelId)
        channels.refresh()
        open()
    }

    function fill() {
        if (alerts.form)
            return loader.setSource(Qt.resolvedUrl("AlertFields.qml"), { "form": alerts.form, "channels": board.channels })
        loader.source = ""
        if (opened)
            add.forceActiveFocus(Qt.TabFocusReason)
    }

    title: !alerts.form ? qsTr("Alerts") : alerts.form.isNew ? qsTr("New alert") : qsTr("Change the alert")
    wanted: Theme.sheet
    onOpened: add.forceActiveFocus(Qt.TabFocusReason)
    onClosed: alerts.cancel()

    Connections {
        target: sheet.alerts

        function onFormChanged() {
            sheet.fill()
        }
    }

    Label {
        Layout.fillWidth: true
        visible: rows.count === 0 && !sheet.alerts.form && !sheet.alerts.busy && sheet.alerts.errorText === ""
        text: qsTr("Nothing watches these channels. An alert writes into a room when a value is beyond a limit, or none comes, and changes what it wrote when that is over.")
        kind: Label.Kind.Secondary
        wrapMode: Text.Wrap
    }

    ScrollColumn {
        Layout.leftMargin: -ring
        Layout.rightMargin: -ring
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: !sheet.alerts.form && rows.count > 0

        Repeater {
            id: rows

            model: sheet.alerts

            AlertRow {
                id: row

                Layout.fillWidth: true
                onChangeRequested: sheet.alerts.edit(row.alertId)
                onRemoveRequested: sheet.alerts.remove(row.alertId)
            }
        }
    }

    ErrorLine {
        Layout.fillWidth: true
        text: sheet.alerts.errorText
    }

    Button {
        id: add

        Layout.alignment: Qt.AlignRight
        visible: !sheet.alerts.form
        kind: Button.Kind.Primary
        glyph: "plus"
        text: qsTr("New alert")
        onClicked: sheet.alerts.add()
    }

    Loader {
        id: loader

        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: sheet.alerts.form !== null
        // One step back, to the list.
        Keys.onEscapePressed: sheet.alerts.cancel()
        onLoaded: {
            sheet.fields.saved.connect(() => sheet.alerts.save())
            sheet.fields.cancelled.connect(() => sheet.alerts.cancel())
            sheet.fields.name.field.forceActiveFocus()
        }
    }
}
