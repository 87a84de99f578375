import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Hearth.Theme

//! A titled card over the dimmed window: one task, closed by Esc, by its cross or by a click beside it.
T.Popup {
    id: sheet

    property string title: ""
    property int wanted: Theme.sheet
    default property alias body: column.data

    parent: T.Overlay.overlay
    modal: true
    focus: true
    width: parent ? Math.min(wanted, parent.width - Theme.space24) : wanted
    height: parent ? Math.min(implicitHeight, parent.height - Theme.space32) : implicitHeight
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? Math.round(Math.max(Theme.space16, (parent.height - height) / 3)) : 0
    padding: Theme.space24
    topPadding: Theme.space16
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    contentItem: ColumnLayout {
        spacing: Theme.space12

        RowLayout {
            Layout.fillWidth: true

            Label {
                Layout.fillWidth: true
                kind: Label.Kind.Title
                text: sheet.title
                elide: Text.ElideRight
                Accessible.role: Accessible.Heading
            }

            IconButton {
                Layout.rightMargin: -Theme.space8
                glyph: "close"
                text: qsTr("Close")
                keys: qsTr("Esc")
                onClicked: sheet.close()
            }
        }

        ColumnLayout {
            id: column

            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.space12
        }
    }

    background: Surface {
        Accessible.role: Accessible.Dialog
        Accessible.name: sheet.title
    }

    enter: Transition {
        NumberAnimation {
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.motion
            easing.type: Easing.OutCubic
        }
    }

    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
}
