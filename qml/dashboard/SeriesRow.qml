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
    readonly property var numbers: channels.fieldsOf(channel)
    readonly property alias channelField: name
    readonly property alias fieldField: number

    signal edited(string key, string text)
    signal removed

    spacing: Theme.space4

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space8

        HintField {
            id: name

            Layout.fillWidth: true
            Layout.preferredWidth: 2
            Layout.alignment: Qt.AlignTop
            label: qsTr("Channel")
            value: root.channel
            hint: qsTr("kiln")
            hints: root.channels.hints(root.channel)
            hintsLabel: qsTr("Channels that fit")
            onEdited: text => root.edited("channel", text)
        }

        HintField {
            id: number

            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
            label: qsTr("Field")
            value: root.field
            hint: qsTr("every one")
            hints: root.numbers.filter(each => each !== root.field)
            hintsLabel: qsTr("Its numbers")
            onEdited: text => root.edited("field", text)
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
