import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! Who is signed in, where, and the way out.
RowLayout {
    id: root

    required property SessionViewModel session

    signal signOutRequested

    spacing: Theme.space12

    LetterTile {
        name: root.session.username
        seed: root.session.userId
        size: Theme.control + Theme.space4
    }

    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.stroke

        Label {
            Layout.fillWidth: true
            text: root.session.username
            strong: true
            elide: Text.ElideRight
        }

        Label {
            Layout.fillWidth: true
            text: root.session.serverName
            kind: Label.Kind.Secondary
            elide: Text.ElideRight
        }
    }

    Button {
        text: qsTr("Sign out")
        onClicked: root.signOutRequested()
    }
}
