import QtQuick

//! Somebody's account: who, as what, and when last here.
RemoteRow {
    id: root

    required property string userId
    required property string name
    required property string username
    required property string role
    required property bool isDisabled
    required property bool isSelf
    required property bool mayChange
    required property string about
    readonly property string roleWord: ({ "owner": qsTr("Owner"), "admin": qsTr("Admin"), "guest": qsTr("Guest") })[role] ?? qsTr("Member")

    title: isSelf ? qsTr("%1 (you)").arg(name) : name
    details: qsTr("@%1 · %2 · %3").arg(username).arg(roleWord).arg(about)
    dim: isDisabled
    seed: userId
    glyph: "more"
    actionText: mayChange ? qsTr("What can be done to %1").arg(name) : ""
}
