pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! A section that is a list from the server: what it is about, what went wrong, and the list.
ColumnLayout {
    id: page

    required property SettingsViewModel settings
    required property SessionViewModel session
    required property string heading
    required property string emptyText
    required property var rows
    property alias delegate: list.delegate
    property alias above: above.data
    readonly property alias list: list

    spacing: Theme.space12
    Component.onCompleted: rows.refresh()

    Heading {
        text: page.heading
    }

    ErrorLine {
        Layout.fillWidth: true
        text: page.rows.errorText
    }

    ColumnLayout {
        id: above

        Layout.fillWidth: true
        spacing: Theme.space12
    }

    NavList {
        id: list

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Theme.row
        Layout.leftMargin: -Theme.space8
        Layout.rightMargin: -Theme.space8
        model: page.rows
        Accessible.name: page.heading
        onChosen: (currentItem as RemoteRow)?.takesKey(Qt.Key_Return)
        onAtYEndChanged: if (atYEnd && count > 0 && page.rows.more)
            page.rows.loadMore()
        Keys.onPressed: event => {
            const row = currentItem as RemoteRow
            event.accepted = row !== null && row.takesKey(event.key)
        }

        Label {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: Theme.space8
            y: Theme.space8
            visible: list.count === 0 && page.rows.errorText === ""
            text: page.rows.busy ? qsTr("Asking the server…") : page.emptyText
            kind: Label.Kind.Secondary
            wrapMode: Text.Wrap
        }
    }
}
