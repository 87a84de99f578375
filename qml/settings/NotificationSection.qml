import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! When and of what I am notified; the same on all my devices.
ColumnLayout {
    id: root

    required property NotificationsViewModel notifications

    function takeTimes() {
        if (!notifications.setQuietTimes(from.text, to.text)) {
            from.text = notifications.quietFrom
            to.text = notifications.quietTo
        }
    }

    spacing: Theme.space8

    Connections {
        target: root.notifications

        function onSettingsChanged() {
            from.text = root.notifications.quietFrom
            to.text = root.notifications.quietTo
            words.text = root.notifications.keywords
        }
    }

    Switch {
        Layout.fillWidth: true
        text: qsTr("Do not disturb")
        checked: root.notifications.doNotDisturb
        onToggled: root.notifications.doNotDisturb = checked
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space8

        Switch {
            Layout.fillWidth: true
            text: qsTr("Quiet hours each day")
            checked: root.notifications.quietHours
            onToggled: root.notifications.quietHours = checked
        }

        TextField {
            id: from

            Layout.preferredWidth: Theme.timeField
            enabled: root.notifications.quietHours
            label: qsTr("Quiet from")
            text: root.notifications.quietFrom
            onEditingFinished: root.takeTimes()
        }

        Label {
            text: qsTr("to")
            kind: Label.Kind.Secondary
        }

        TextField {
            id: to

            Layout.preferredWidth: Theme.timeField
            enabled: root.notifications.quietHours
            label: qsTr("Quiet to")
            text: root.notifications.quietTo
            onEditingFinished: root.takeTimes()
        }
    }

    Label {
        text: qsTr("Words to hear of, in any room")
        kind: Label.Kind.Secondary
    }

    TextField {
        id: words

        Layout.fillWidth: true
        label: qsTr("Words to hear of")
        placeholderText: qsTr("kiln delivery")
        text: root.notifications.keywords
        onEditingFinished: root.notifications.setKeywords(text)
    }

    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: root.notifications.errorText
        color: Theme.error
        wrapMode: Text.Wrap
    }
}
