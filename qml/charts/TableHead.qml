pragma ComponentBehavior: Bound

import QtQuick
import Hearth.Controls
import Hearth.Theme

Rectangle {
    id: head

    required property real column
    required property bool narrow
    required property PanelLook look
    readonly property list<string> names: narrow ? [qsTr("Now")] : [qsTr("Now"), qsTr("Least"), qsTr("Mean"), qsTr("Most")]

    height: row.implicitHeight + Theme.space8
    color: Theme.panel

    Row {
        id: row

        anchors.right: parent.right

        Repeater {
            model: head.names

            Label {
                required property string modelData

                width: head.column
                text: modelData
                kind: Label.Kind.Tiny
                font.pointSize: head.look.tiny
                horizontalAlignment: Text.AlignRight
                Accessible.ignored: true
            }
        }
    }

    Hairline {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
    }
}
