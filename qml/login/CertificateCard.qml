import QtQuick
import QtQuick.Layouts
import Hearth.Controls
import Hearth.Theme

//! The first meeting with a server: its fingerprint, to be compared with what its keeper reads out.
Rectangle {
    id: root

    required property string text

    signal trusted

    implicitHeight: column.implicitHeight + 2 * Theme.space16
    radius: Theme.cardRadius
    color: Theme.raised
    border.width: Theme.hairline
    border.color: Theme.outline
    visible: text !== ""

    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.margins: Theme.space16
        spacing: Theme.space8

        RowLayout {
            spacing: Theme.space8

            Icon {
                implicitWidth: Theme.icon
                implicitHeight: Theme.icon
                name: "shield"
                color: Theme.emberText
            }

            Label {
                Layout.fillWidth: true
                text: qsTr("First time on this server")
                strong: true
                wrapMode: Text.Wrap
            }
        }

        Label {
            Layout.fillWidth: true
            text: qsTr("Compare this with what the keeper of the server sees. From then on, Hearth notices if it changes.")
            kind: Label.Kind.Secondary
            wrapMode: Text.Wrap
        }

        Label {
            Layout.fillWidth: true
            text: root.text
            kind: Label.Kind.Mono
            wrapMode: Text.WrapAnywhere
        }

        Button {
            Layout.topMargin: Theme.space4
            Layout.fillWidth: true
            text: qsTr("It is the same: trust this server")
            onClicked: root.trusted()
        }
    }
}
