import QtQuick
import QtQuick.Layouts
import Hearth.Controls
import Hearth.Theme

//! Which number of which channel; what the server has completes both, also when it comes while one writes.
RowLayout {
    id: root

    //! A ChannelsModel; of its base, which has no name, qmllint knows nothing.
    required property var channels
    required property string channel
    required property string field
    //! What no field stands for.
    required property string fieldHint
    readonly property alias channelField: name
    readonly property alias fieldField: number

    signal channelEdited(string text)
    signal fieldEdited(string text)

    function look() {
        name.hints = channels.hints(channel)
        number.hints = channels.fieldsOf(channel).filter(each => each !== field)
    }

    spacing: Theme.space8
    onChannelChanged: look()
    onFieldChanged: look()
    Component.onCompleted: look()

    Connections {
        target: root.channels

        function onStateChanged() {
            root.look()
        }
    }

    HintField {
        id: name

        Layout.fillWidth: true
        Layout.preferredWidth: 2
        Layout.alignment: Qt.AlignTop
        label: qsTr("Channel")
        value: root.channel
        hint: qsTr("kiln")
        hintsLabel: qsTr("Channels that fit")
        onEdited: text => root.channelEdited(text)
    }

    HintField {
        id: number

        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.alignment: Qt.AlignTop
        label: qsTr("Field")
        value: root.field
        hint: root.fieldHint
        hintsLabel: qsTr("Its numbers")
        onEdited: text => root.fieldEdited(text)
    }
}
