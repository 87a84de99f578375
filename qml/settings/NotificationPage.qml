import QtQuick
import QtQuick.Layouts

//! What calls for me, and when I am left alone.
Page {
    id: page

    NotificationSection {
        Layout.fillWidth: true
        notifications: page.session.notifications
    }
}
