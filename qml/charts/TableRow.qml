pragma ComponentBehavior: Bound

import QtQuick
import Hearth.Controls
import Hearth.Theme

Item {
    id: row

    required property real column
    required property bool narrow
    required property bool stale
    required property PanelLook look
    required property string label
    required property string valueText
    required property string leastText
    required property string meanText
    required property string mostText
    required property int level
    readonly property list<string> texts: narrow ? [valueText] : [valueText, leastText, meanText, mostText]
    readonly property real size: look.small

    implicitHeight: name.implicitHeight + look.px(Theme.space12, Theme.space12)
    Accessible.role: Accessible.Row
    Accessible.name: label + " " + valueText

    Icon {
        id: mark

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        width: visible ? name.implicitHeight : 0
        height: width
        visible: row.level > 0
        name: "alert"
        color: row.stale ? Theme.secondary : Theme.levels[row.level]
    }

    Label {
        id: name

        anchors.left: mark.right
        anchors.leftMargin: mark.visible ? Theme.space4 : 0
        anchors.right: values.left
        anchors.verticalCenter: parent.verticalCenter
        text: row.label
        font.pointSize: row.size
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    Row {
        id: values

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter

        Repeater {
            model: row.texts.length

            Label {
                required property int index

                width: row.column
                text: row.texts[index] ?? ""
                color: index > 0 || row.stale ? Theme.secondary : Theme.levels[row.level]
                font.family: Theme.mono
                font.pointSize: row.size
                horizontalAlignment: Text.AlignRight
                elide: Text.ElideLeft
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
