import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The door: where, who, and the proof.
Flickable {
    id: page

    required property LoginViewModel login
    readonly property bool ready: login.address !== "" && login.username !== "" && login.password !== ""
        && (!login.registering || login.invite !== "")

    function submit() {
        if (ready && !login.busy)
            login.submit()
    }

    contentHeight: Math.max(height, form.implicitHeight + 2 * Theme.space32)
    boundsBehavior: Flickable.StopAtBounds
    Component.onCompleted: (login.address === "" ? address : login.username === "" ? username : password)
                               .field.forceActiveFocus()

    ScrollBar.vertical: ScrollBar {}

    ColumnLayout {
        id: form

        x: Math.round((page.width - width) / 2)
        y: Math.round(Math.max(Theme.space32, (page.contentHeight - implicitHeight) * 0.42))
        width: Math.min(Theme.form, page.width - 2 * Theme.space24)
        spacing: Theme.space16

        Icon {
            implicitWidth: Theme.bar
            implicitHeight: Theme.bar
            name: "hearth"
            original: true
        }

        ColumnLayout {
            Layout.bottomMargin: Theme.space8
            spacing: Theme.space4

            Label {
                text: page.login.registering ? qsTr("Join your team") : qsTr("Sign in to Hearth")
                kind: Label.Kind.Big
                Accessible.role: Accessible.Heading
            }

            Label {
                Layout.fillWidth: true
                text: page.login.registering
                      ? qsTr("The invite comes from whoever keeps the server. Paste its link into Server, or type its code below.")
                      : qsTr("Your team's rooms, on your own network.")
                color: Theme.secondary
                wrapMode: Text.Wrap
            }
        }

        LabelledField {
            id: address

            Layout.fillWidth: true
            label: qsTr("Server")
            hint: qsTr("hearth.local")
            value: page.login.address
            enabled: !page.login.busy
            onEdited: text => page.login.address = text
            onAccepted: page.submit()
        }

        LabelledField {
            id: username

            Layout.fillWidth: true
            label: qsTr("Name")
            hint: qsTr("as your team knows you")
            value: page.login.username
            enabled: !page.login.busy
            onEdited: text => page.login.username = text
            onAccepted: page.submit()
        }

        LabelledField {
            id: password

            Layout.fillWidth: true
            label: page.login.registering ? qsTr("New password") : qsTr("Password")
            secret: true
            value: page.login.password
            enabled: !page.login.busy
            onEdited: text => page.login.password = text
            onAccepted: page.submit()
        }

        LabelledField {
            Layout.fillWidth: true
            label: qsTr("Invite")
            visible: page.login.registering
            value: page.login.invite
            enabled: !page.login.busy
            onEdited: text => page.login.invite = text
            onAccepted: page.submit()
        }

        CertificateCard {
            Layout.fillWidth: true
            text: page.login.certificateText
            onTrusted: page.login.trustCertificate()
        }

        ErrorLine {
            Layout.fillWidth: true
            text: page.login.errorText
        }

        Button {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space4
            objectName: "submit"
            kind: Button.Kind.Primary
            enabled: page.ready && !page.login.busy
            text: page.login.busy ? qsTr("One moment…")
                                  : page.login.registering ? qsTr("Create my account") : qsTr("Sign in")
            onClicked: page.submit()
        }

        Button {
            Layout.alignment: Qt.AlignHCenter
            kind: Button.Kind.Quiet
            text: page.login.registering ? qsTr("I have an account already") : qsTr("I have an invite")
            onClicked: {
                page.login.clearError()
                page.login.registering = !page.login.registering
            }
        }
    }
}
