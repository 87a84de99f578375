import QtQuick
import QtQuick.Layouts
import Hearth.Controls
import Hearth.Theme

//! Asks before something that cannot be undone, and says what will happen.
Sheet {
    id: sheet

    property string text: ""
    property string action: ""
    readonly property alias ok: ok

    signal confirmed

    wanted: Theme.form + Theme.space32
    onOpened: ok.forceActiveFocus(Qt.TabFocusReason)

    Label {
        Layout.fillWidth: true
        text: sheet.text
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
    }

    RowLayout {
        Layout.alignment: Qt.AlignRight
        spacing: Theme.space8

        Button {
            text: qsTr("Cancel")
            onClicked: sheet.close()
        }

        Button {
            id: ok

            kind: Button.Kind.Primary
            text: sheet.action
            onClicked: {
                sheet.close()
                sheet.confirmed()
            }
        }
    }
}
