import QtQuick
import Hearth.App

QtObject {
    enum Page {
        SignIn,
        Main
    }

    property int page: session ? AppViewModel.Page.Main : AppViewModel.Page.SignIn
    property LoginViewModel login: LoginViewModel {}
    property SessionViewModel session: null
    property DashboardRotation wall: null
    property SettingsViewModel settings: SettingsViewModel {}

    function leaveWall() {
        wall = null
    }
}
