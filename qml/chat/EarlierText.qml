import QtQuick
import Hearth.Controls
import Hearth.Theme

//! One of the texts that a message had, as it was written, and since when it stood there.
Rectangle {
    id: root

    required property var modelData
    required property int index
    property bool focused: false

    implicitHeight: column.implicitHeight + 2 * Theme.space12
    radius: Theme.radius
    color: Theme.code
    border.width: Theme.hairline
    border.color: Theme.line
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1: %2").arg(since.text).arg(modelData.text)

    FocusRing {
        shown: root.focused
        offset: -1
    }

    Column {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space12
        spacing: Theme.space4

        Label {
            id: since

            width: parent.width
            text: root.index === 0 ? qsTr("Now, since %1").arg(root.modelData.when) : qsTr("From %1").arg(root.modelData.when)
            kind: Label.Kind.Tiny
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        Label {
            width: parent.width
            text: root.modelData.text
            wrapMode: Text.Wrap
            maximumLineCount: 30
            elide: Text.ElideRight
            color: root.index === 0 ? Theme.text : Theme.secondary
            Accessible.ignored: true
        }
    }
}
