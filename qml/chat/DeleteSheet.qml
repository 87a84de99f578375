import QtQuick
import QtQuick.Layouts
import Hearth.Controls
import Hearth.Theme

//! Asks before a message is gone for everybody.
Sheet {
    id: sheet

    property string messageId: ""
    property string said: ""

    signal confirmed

    title: qsTr("Delete this message?")
    wanted: Theme.form + Theme.space32
    onOpened: yes.forceActiveFocus(Qt.TabFocusReason)

    Label {
        Layout.fillWidth: true
        text: sheet.said
        kind: Label.Kind.Secondary
        wrapMode: Text.Wrap
        maximumLineCount: 3
        elide: Text.ElideRight
    }

    Label {
        Layout.fillWidth: true
        text: qsTr("Its text disappears for everybody and cannot be brought back.")
        wrapMode: Text.Wrap
    }

    RowLayout {
        Layout.alignment: Qt.AlignRight
        spacing: Theme.space8

        Button {
            text: qsTr("Keep it")
            kind: Button.Kind.Quiet
            onClicked: sheet.close()
        }

        Button {
            id: yes

            text: qsTr("Delete")
            onClicked: {
                sheet.close()
                sheet.confirmed()
            }
        }
    }
}
