pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The settings: a list of sections and the one that is chosen. Where there is no room for both, one at a time.
Sheet {
    id: sheet

    required property SettingsViewModel settings
    required property SessionViewModel session
    readonly property bool single: width < Theme.settingsFold
    property bool inSection: false
    property string section: "appearance"
    readonly property alias sections: list
    readonly property alias page: page.item
    readonly property var all: [
        { id: "appearance", title: qsTr("Appearance"), glyph: "settings", file: "AppearancePage.qml" },
        { id: "notifications", title: qsTr("Notifications"), glyph: "bell", file: "NotificationPage.qml" },
        { id: "account", title: qsTr("Account"), glyph: "person", file: "AccountPage.qml" },
        { id: "devices", title: qsTr("Devices"), glyph: "device", file: "DevicesPage.qml" },
        { id: "people", title: qsTr("People"), glyph: "people", file: "PeoplePage.qml", manages: true },
        { id: "invites", title: qsTr("Invites"), glyph: "plus", file: "InvitesPage.qml", manages: true },
        { id: "audit", title: qsTr("Audit"), glyph: "history", file: "AuditPage.qml", manages: true }
    ]
    readonly property var shown: all.filter(each => !each.manages || session.managesServer)
    readonly property var current: shown.find(each => each.id === section) ?? shown[0]

    signal keysRequested

    function show(id: string) {
        section = id
        inSection = true
    }

    //! From a section back to the list, where there is one at a time.
    function back() {
        inSection = false
        list.forceActiveFocus()
    }

    function fill() {
        page.setSource(Qt.resolvedUrl(current.file), { "settings": settings, "session": session })
    }

    title: qsTr("Settings")
    wanted: Theme.settings
    implicitHeight: Theme.settingsHeight
    onAboutToShow: {
        inSection = false
        fill()
    }
    onOpened: list.forceActiveFocus()
    onCurrentChanged: if (visible)
        fill()
    onClosed: session.invite.clear()

    RowLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        spacing: Theme.space24

        ColumnLayout {
            Layout.fillWidth: sheet.single
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.sections
            Layout.leftMargin: -Theme.space12
            Layout.rightMargin: sheet.single ? -Theme.space12 : 0
            visible: !sheet.single || !sheet.inSection
            spacing: Theme.space8

            NavList {
                id: list

                Layout.fillWidth: true
                Layout.fillHeight: true
                model: sheet.shown
                currentIndex: sheet.shown.indexOf(sheet.current)
                Accessible.name: qsTr("Sections")
                onCurrentIndexChanged: if (activeFocus && currentIndex >= 0 && !sheet.single)
                    sheet.section = sheet.shown[currentIndex].id
                onChosen: row => sheet.show(sheet.shown[row].id)

                delegate: SectionRow {
                    width: list.width
                    current: !sheet.single && modelData.id === sheet.current.id
                    focused: list.activeFocus && ListView.isCurrentItem
                    onClicked: sheet.show(modelData.id)
                }
            }

            Button {
                kind: Button.Kind.Quiet
                leftPadding: Theme.space12
                glyph: "keys"
                text: qsTr("All keys")
                onClicked: sheet.keysRequested()
            }
        }

        Rectangle {
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.hairline
            visible: !sheet.single
            color: Theme.line
        }

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !sheet.single || sheet.inSection

            Button {
                Layout.leftMargin: -Theme.space16
                visible: sheet.single
                kind: Button.Kind.Quiet
                glyph: "back"
                text: qsTr("All settings")
                onClicked: sheet.back()
            }

            Loader {
                id: page

                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
    }

    Connections {
        target: page.item
        ignoreUnknownSignals: true

        function onSignOutRequested() {
            sheet.close()
            sheet.session.signOut()
        }
    }
}
