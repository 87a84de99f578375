import QtQuick
import Hearth.Theme

//! Says a sentence to assistive technology, once. Qt 6.4 has no announcement of its own, but what comes to be shown in the
//! role of a notification is read out.
Item {
    id: root

    property string said: ""

    function say(text: string) {
        visible = false
        said = text
        visible = true
    }

    width: Theme.hairline
    height: Theme.hairline
    visible: false
    Accessible.role: Accessible.Notification
    Accessible.name: said
}
