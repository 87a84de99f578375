import QtQuick

//! Somebody who has read it.
MemberRow {
    required property var modelData

    userId: modelData.userId
    username: ""
    displayName: modelData.name
    presence: modelData.presence
    statusText: modelData.status
    isSelf: false
}
