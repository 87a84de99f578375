import QtQuick
import QtQuick.Templates as T
import Hearth.App
import Hearth.Dashboard
import Hearth.Login
import Hearth.Theme

//! The window: the door until somebody is signed in, then the house.
T.ApplicationWindow {
    id: window

    required property AppViewModel app
    readonly property alias page: page.item
    readonly property MainPage main: page.item as MainPage
    readonly property WallPage wall: page.item as WallPage
    //! The screen is the dashboard's.
    readonly property bool whole: wall !== null || (main?.bare ?? false)
    property int windowed: Window.Windowed

    function fill() {
        if (app.session && app.wall)
            page.setSource("qrc:/qt/qml/Hearth/Dashboard/WallPage.qml",
                { "dashboards": app.session.dashboards, "rotation": app.wall })
        else if (app.session)
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
    onWholeChanged: {
        if (whole)
            windowed = visibility === Window.Maximized ? Window.Maximized : Window.Windowed
        visibility = whole ? Window.FullScreen : windowed
    }

    Loader {
        id: page

        anchors.fill: parent
        focus: true
        onLoaded: {
            if (!window.wall)
                return
            window.wall.linkText = Qt.binding(() => window.app.session?.linkText ?? "")
            window.wall.leaveRequested.connect(() => window.app.leaveWall())
            window.wall.forceActiveFocus()
        }
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

        function onWallChanged() {
            window.fill()
        }
    }
}
