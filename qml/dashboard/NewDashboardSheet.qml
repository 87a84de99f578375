import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! A new dashboard needs a name and nothing else.
Sheet {
    id: sheet

    required property DashboardsViewModel dashboards
    readonly property alias name: name

    title: qsTr("New dashboard")
    wanted: Theme.form + Theme.space32
    onAboutToShow: {
        dashboards.clearError()
        name.value = ""
    }
    // Or it would stay as the open dashboard's trouble.
    onClosed: dashboards.clearError()
    onOpened: name.field.forceActiveFocus()

    Connections {
        target: sheet.dashboards

        function onCreated() {
            sheet.close()
        }
    }

    Label {
        Layout.fillWidth: true
        text: qsTr("A page of panels that everybody in the team sees and may change.")
        kind: Label.Kind.Secondary
        wrapMode: Text.Wrap
    }

    LabelledField {
        id: name

        Layout.fillWidth: true
        label: qsTr("Name")
        value: ""
        hint: qsTr("Engine room")
        onEdited: text => value = text
        onAccepted: sheet.dashboards.create(name.value)
    }

    ErrorLine {
        Layout.fillWidth: true
        text: sheet.dashboards.errorText
    }

    Button {
        Layout.alignment: Qt.AlignRight
        kind: Button.Kind.Primary
        enabled: !sheet.dashboards.busy
        text: qsTr("Make it")
        onClicked: sheet.dashboards.create(name.value)
    }
}
