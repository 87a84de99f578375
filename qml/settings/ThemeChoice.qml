import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Theme

//! System, light or dark.
RowLayout {
    id: root

    required property SettingsViewModel settings

    spacing: Theme.space12

    ThemeSwatch {
        Layout.fillWidth: true
        text: qsTr("As the system")
        ground: Theme.lightGround
        ink: Theme.lightText
        secondGround: Theme.darkGround
        secondInk: Theme.darkText
        checked: root.settings.theme === SettingsViewModel.System
        onClicked: root.settings.theme = SettingsViewModel.System
    }

    ThemeSwatch {
        Layout.fillWidth: true
        text: qsTr("Light")
        ground: Theme.lightGround
        ink: Theme.lightText
        checked: root.settings.theme === SettingsViewModel.Light
        onClicked: root.settings.theme = SettingsViewModel.Light
    }

    ThemeSwatch {
        Layout.fillWidth: true
        text: qsTr("Dark")
        ground: Theme.darkGround
        ink: Theme.darkText
        checked: root.settings.theme === SettingsViewModel.Dark
        onClicked: root.settings.theme = SettingsViewModel.Dark
    }
}
