import QtQuick

QtObject {
    enum Theme {
        System,
        Light,
        Dark
    }

    property int theme: SettingsViewModel.Theme.System
    property bool sendWithEnter: true
    property bool roomsFolded: false
    property bool detailsOpen: false
}
