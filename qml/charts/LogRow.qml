import QtQuick
import Hearth.Controls
import Hearth.Theme

Item {
    id: row

    required property PanelLook look
    required property string time
    required property string label
    required property string said
    readonly property var words: [time, label, said]
    readonly property real size: look.small
    readonly property int gap: look.px(Theme.space8, Theme.space12)

    //! No room for the time beside it.
    readonly property bool narrow: width < 4 * moment.implicitWidth

    implicitHeight: narrow ? text.y + text.implicitHeight : Math.max(moment.implicitHeight, text.implicitHeight)
    Accessible.role: Accessible.StaticText
    Accessible.name: words.filter(each => each).join(" ")

    Label {
        id: moment

        anchors.left: parent.left
        text: row.time
        kind: Label.Kind.Secondary
        font.family: Theme.mono
        font.pointSize: row.size
        Accessible.ignored: true
    }

    Label {
        id: source

        anchors.left: moment.right
        anchors.leftMargin: visible ? row.gap : 0
        width: visible ? Math.min(implicitWidth, row.width / 4) : 0
        visible: text !== ""
        text: row.label
        color: Theme.emberText
        font.pointSize: row.size
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    Label {
        id: text

        anchors.left: row.narrow ? parent.left : source.right
        anchors.leftMargin: row.narrow ? 0 : row.gap
        anchors.right: parent.right
        y: row.narrow ? moment.implicitHeight : 0
        text: row.said
        font.family: Theme.mono
        font.pointSize: row.size
        wrapMode: Text.Wrap
        maximumLineCount: 4
        elide: Text.ElideRight
        lineHeight: 1
        Accessible.ignored: true
    }
}
