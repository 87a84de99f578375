import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! A rule as a form.
ColumnLayout {
    id: root

    required property AlertForm form
    required property ChannelsModel channels
    readonly property alias name: name
    readonly property alias room: room

    signal saved
    signal cancelled

    spacing: Theme.space12

    LabelledField {
        id: name

        Layout.fillWidth: true
        label: qsTr("What is the matter when it fires")
        value: root.form.name
        hint: qsTr("The kiln is too hot")
        onEdited: text => root.form.name = text
        onAccepted: root.saved()
    }

    ChannelFields {
        Layout.fillWidth: true
        channels: root.channels
        channel: root.form.channel
        field: root.form.field
        fieldHint: qsTr("value")
        onChannelEdited: text => root.form.channel = text
        onFieldEdited: text => root.form.field = text
    }

    ChoiceRow {
        Layout.fillWidth: true
        label: qsTr("It fires")
        values: ["above", "below", "absent"]
        texts: [qsTr("above a value"), qsTr("below a value"), qsTr("when nothing comes")]
        value: root.form.condition
        onChosen: value => root.form.condition = value
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space8

        LabelledField {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            visible: root.form.hasValue
            label: qsTr("The value")
            value: root.form.value
            hint: qsTr("1200")
            onEdited: text => root.form.value = text
        }

        LabelledField {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            visible: root.form.hasValue
            label: qsTr("Over again at")
            value: root.form.clearAt
            hint: qsTr("the same value")
            onEdited: text => root.form.clearAt = text
        }

        LabelledField {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            label: qsTr("For minutes")
            value: root.form.minutes
            hint: root.form.hasValue ? qsTr("at once") : qsTr("1")
            onEdited: text => root.form.minutes = text
        }
    }

    ChoiceRow {
        id: room

        Layout.fillWidth: true
        label: qsTr("It tells the room")
        values: root.form.roomIds
        texts: root.form.roomNames
        value: root.form.roomId
        onChosen: value => root.form.roomId = value
    }

    ErrorLine {
        Layout.fillWidth: true
        text: root.form.errorText
    }

    FormEnd {
        Layout.alignment: Qt.AlignRight
        text: qsTr("Save")
        onDone: root.saved()
        onCancelled: root.cancelled()
    }
}
