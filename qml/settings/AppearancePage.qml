import QtQuick
import QtQuick.Layouts
import Hearth.Controls
import Hearth.Theme

//! How it looks and how one writes.
Page {
    id: page

    Heading {
        text: qsTr("Appearance")
    }

    ThemeChoice {
        Layout.fillWidth: true
        settings: page.settings
    }

    Switch {
        Layout.fillWidth: true
        enabled: !page.settings.systemReducesMotion
        text: page.settings.systemReducesMotion ? qsTr("Less motion, as your desktop asks") : qsTr("Less motion")
        checked: page.settings.lessMotion
        onToggled: page.settings.lessMotion = checked
    }

    Heading {
        Layout.topMargin: Theme.space12
        text: qsTr("Writing")
    }

    Switch {
        Layout.fillWidth: true
        text: qsTr("Enter sends the message")
        checked: page.settings.sendWithEnter
        onToggled: page.settings.sendWithEnter = checked
    }

    Label {
        Layout.fillWidth: true
        Layout.topMargin: -Theme.space12
        leftPadding: Theme.px(32) + Theme.space8
        text: page.settings.sendWithEnter ? qsTr("Shift-Enter starts a new line.")
                                          : qsTr("Enter starts a new line, Ctrl-Enter sends.")
        kind: Label.Kind.Secondary
        wrapMode: Text.Wrap
    }
}
