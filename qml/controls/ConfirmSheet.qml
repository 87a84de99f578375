import QtQuick
import QtQuick.Layouts
import Hearth.Controls
import Hearth.Theme

//! Asks before something that cannot be undone, and says what will happen.
Sheet {
    id: sheet

    property string text: ""
    property string action: ""
    readonly property alias ok: end.ok

    signal confirmed

    wanted: Theme.form + Theme.space32
    onOpened: end.ok.forceActiveFocus(Qt.TabFocusReason)

    Label {
        Layout.fillWidth: true
        text: sheet.text
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
    }

    FormEnd {
        id: end

        Layout.alignment: Qt.AlignRight
        text: sheet.action
        onCancelled: sheet.close()
        onDone: {
            sheet.close()
            sheet.confirmed()
        }
    }
}
