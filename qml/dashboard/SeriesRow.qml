import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! One series of a panel: which number of which channel, and what it is called.
ColumnLayout {
    id: root

    required property ChannelsModel channels
    required property string channel
    required property string field
    required property string label
    required property bool removable
    readonly property alias channelField: which.channelField
    readonly property alias fieldField: which.fieldField

    signal edited(string key, string text)
    signal removed

    spacing: Theme.space4

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space8

        ChannelFields {
            id: which

            Layout.fillWidth: true
            Layout.preferredWidth: 3
            Layout.alignment: Qt.AlignTop
            channels: root.channels
            channel: root.channel
            field: root.field
            fieldHint: qsTr("every one")
            onChannelEdited: text => root.edited("channel", text)
            onFieldEdited: text => root.edited("field", text)
        }

        LabelledField {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
            label: qsTr("Called")
            value: root.label
            hint: root.field !== "" ? root.field : root.channel
            onEdited: text => root.edited("label", text)
        }

        IconButton {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.space16 + Theme.space4
            visible: root.removable
            glyph: "close"
            text: qsTr("Remove the series %1").arg(root.channel)
            onClicked: root.removed()
        }
    }
}
