import QtQuick
import QtQuick.Layouts
import Hearth.Controls
import Hearth.Theme

//! What went wrong and what to do, beside the thing that it is about.
Rectangle {
    id: root

    required property string text

    implicitHeight: row.implicitHeight + 2 * Theme.space8
    radius: Theme.radius
    color: Theme.errorGround
    visible: text !== ""
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.margins: Theme.space8
        anchors.leftMargin: Theme.space12
        anchors.rightMargin: Theme.space12
        spacing: Theme.space8

        Icon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.stroke
            implicitWidth: Theme.icon
            implicitHeight: Theme.icon
            name: "alert"
            color: Theme.error
        }

        Label {
            Layout.fillWidth: true
            text: root.text
            wrapMode: Text.Wrap
            color: Theme.error
            Accessible.ignored: true
        }
    }
}
