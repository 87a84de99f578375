import QtQuick
import QtQuick.Templates as T
import Hearth.App
import Hearth.Login
import Hearth.Theme

//! The window: the door until somebody is signed in, then the house.
T.ApplicationWindow {
    id: window

    required property AppViewModel app
    readonly property alias page: page.item

    function fill() {
        if (app.session)
            page.setSource(Qt.resolvedUrl("MainPage.qml"), { "session": app.session, "settings": app.settings })
        else
            page.setSource("qrc:/qt/qml/Hearth/Login/SignInPage.qml", { "login": app.login })
    }

    width: Theme.windowWidth
    height: Theme.windowHeight
    minimumWidth: Theme.windowMinimumWidth
    minimumHeight: Theme.windowMinimumHeight
    visible: true
    color: Theme.ground
    LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
    LayoutMirroring.childrenInherit: true
    title: app.session ? qsTr("%1 – Hearth").arg(app.session.serverName) : qsTr("Hearth")
    Component.onCompleted: fill()

    Loader {
        id: page

        anchors.fill: parent
        focus: true
    }

    Binding {
        target: Theme
        property: "mode"
        value: window.app.settings.theme
    }

    Binding {
        target: Theme
        property: "reducedMotion"
        value: window.app.settings.lessMotion
    }

    Connections {
        target: window.app

        function onSessionChanged() {
            window.fill()
        }
    }
}
