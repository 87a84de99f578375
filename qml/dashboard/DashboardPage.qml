import QtQuick

//! A dashboard in the place of a conversation.
FocusScope {
    id: page
}
