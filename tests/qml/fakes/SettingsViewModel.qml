import QtQuick

QtObject {
    enum Theme {
        System,
        Light,
        Dark
    }

    property int theme: SettingsViewModel.Theme.System
    property bool sendWithEnter: true
    property bool lessMotion: false
    property bool systemReducesMotion: false
    property bool roomsFolded: false
    property bool detailsOpen: false
}
