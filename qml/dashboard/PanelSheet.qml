import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The form of a panel, as long as the dashboard has one open.
Sheet {
    id: sheet

    required property DashboardViewModel board
    readonly property PanelForm form: loader.item as PanelForm

    function fill() {
        if (!board.editor)
            return close()
        loader.setSource(Qt.resolvedUrl("PanelForm.qml"), { "editor": board.editor, "channels": board.channels })
        open()
    }

    title: board.editor?.isNew ? qsTr("New panel") : qsTr("Change the panel")
    wanted: Theme.wideSheet
    onOpened: form?.name.field.forceActiveFocus()
    onClosed: {
        loader.source = ""
        board.closeEditor()
    }

    Connections {
        target: sheet.board

        function onEditorChanged() {
            sheet.fill()
        }
    }

    Loader {
        id: loader

        Layout.fillWidth: true
        Layout.fillHeight: true
        focus: true
        onLoaded: sheet.form.cancelled.connect(() => sheet.close())
    }
}
