import QtQuick
import QtQuick.Templates as T
import Hearth.Theme

T.ScrollBar {
    id: control

    implicitWidth: Theme.space12
    implicitHeight: Theme.space12
    padding: Theme.space4
    minimumSize: 0.08
    visible: size < 1
    Accessible.name: qsTr("Scroll bar")

    contentItem: Rectangle {
        implicitWidth: Theme.space4
        implicitHeight: Theme.space4
        radius: width / 2
        color: control.pressed || control.hovered ? Theme.secondary : Theme.outline
        opacity: control.active || control.hovered ? 1 : 0

        Behavior on opacity {
            NumberAnimation {
                duration: Theme.motion
            }
        }
    }
}
