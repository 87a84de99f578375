import QtQuick
import Hearth.Controls
import Hearth.Theme

//! That a message waits, or was read.
Icon {
    required property MessageDelegate owner

    implicitWidth: Theme.mark
    implicitHeight: Theme.mark
    name: owner.waiting ? "clock" : "check"
    color: Theme.secondary
    Accessible.role: Accessible.StaticText
    Accessible.name: owner.waiting ? qsTr("Waiting to be sent") : qsTr("Read")
}
