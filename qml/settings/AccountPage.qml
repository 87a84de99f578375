import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! Who I am here: my name, my password, what others learn of my reading, and the way out.
Page {
    id: page

    readonly property ProfileViewModel profile: session.profile
    readonly property alias name: name
    readonly property alias current: current
    readonly property alias password: password
    readonly property alias again: again

    signal signOutRequested

    function changePassword() {
        profile.changePassword(current.value, password.value, again.value)
    }

    Component.onCompleted: profile.refresh()

    Connections {
        target: page.profile

        function onPasswordChanged() {
            current.value = ""
            password.value = ""
            again.value = ""
        }

        function onChanged() {
            if (!name.field.activeFocus)
                name.value = page.profile.displayName
        }
    }

    AccountSection {
        Layout.fillWidth: true
        session: page.session
        onSignOutRequested: page.signOutRequested()
    }

    ErrorLine {
        Layout.fillWidth: true
        text: page.profile.errorText
    }

    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: page.profile.doneText
        color: Theme.emberText
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
    }

    LabelledField {
        id: name

        Layout.fillWidth: true
        label: qsTr("Name that others see")
        value: page.profile.displayName
        hint: page.session.username
        onEdited: text => value = text
        onAccepted: page.profile.setDisplayName(value)
    }

    Button {
        Layout.alignment: Qt.AlignRight
        enabled: !page.profile.busy && name.value.trim() !== page.profile.displayName
        text: qsTr("Change the name")
        onClicked: page.profile.setDisplayName(name.value)
    }

    Switch {
        Layout.fillWidth: true
        enabled: page.profile.known && !page.profile.busy
        text: qsTr("Others see how far I have read")
        checked: page.profile.sharesReads
        onToggled: page.profile.sharesReads = checked
    }

    Heading {
        Layout.topMargin: Theme.space12
        text: qsTr("Password")
    }

    LabelledField {
        id: current

        Layout.fillWidth: true
        label: qsTr("The password now")
        value: ""
        secret: true
        onEdited: text => value = text
        onAccepted: password.field.forceActiveFocus()
    }

    LabelledField {
        id: password

        Layout.fillWidth: true
        label: qsTr("A new one, of at least 8 characters")
        value: ""
        secret: true
        onEdited: text => value = text
        onAccepted: again.field.forceActiveFocus()
    }

    LabelledField {
        id: again

        Layout.fillWidth: true
        label: qsTr("The new one again")
        value: ""
        secret: true
        onEdited: text => value = text
        onAccepted: page.changePassword()
    }

    Button {
        Layout.alignment: Qt.AlignRight
        enabled: !page.profile.busy && current.value !== "" && password.value !== "" && again.value !== ""
        text: qsTr("Change the password")
        onClicked: page.changePassword()
    }
}
