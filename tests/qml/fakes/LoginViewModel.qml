import QtQuick

QtObject {
    property string address: ""
    property string username: ""
    property string password: ""
    property string invite: ""
    property bool registering: false
    property bool busy: false
    property string errorText: ""
    property string certificateText: ""
    property int submits: 0

    function submit() {
        ++submits
    }

    function trustCertificate() {
        certificateText = ""
    }

    function clearError() {
        errorText = ""
    }
}
