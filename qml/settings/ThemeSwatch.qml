pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Hearth.Controls
import Hearth.Theme

//! One of the themes as a tiny window in its own colours; which colours, the caller says.
T.RadioButton {
    id: control

    required property color ground
    required property color ink
    property color secondGround: ground
    property color secondInk: ink

    implicitHeight: picture.height + caption.implicitHeight + Theme.space8
    Accessible.name: text

    contentItem: Item {}

    indicator: Rectangle {
        id: picture

        width: control.width
        height: Theme.px(64)
        radius: Theme.cardRadius
        color: control.ground
        border.width: control.checked ? Theme.ring : Theme.hairline
        border.color: control.checked ? Theme.ember : Theme.outline

        Item {
            x: parent.width / 2
            width: parent.width / 2 - Theme.ring
            y: Theme.ring
            height: parent.height - 2 * Theme.ring
            clip: true
            visible: control.secondGround !== control.ground

            Rectangle {
                x: -Theme.cardRadius
                width: parent.width + Theme.cardRadius
                height: parent.height
                radius: Theme.radius
                color: control.secondGround
            }
        }

        Column {
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            anchors.leftMargin: Theme.space12
            spacing: Theme.space4 + Theme.stroke

            Repeater {
                model: [0.55, 0.75, 0.35]

                Item {
                    required property real modelData
                    required property int index

                    width: (picture.width - Theme.space24) * modelData
                    height: Theme.space4

                    Rectangle {
                        width: parent.width
                        height: parent.height
                        radius: height / 2
                        color: parent.index === 2 ? Theme.ember : control.ink
                        opacity: parent.index === 2 ? 1 : 0.55
                    }
                }
            }
        }

        FocusRing {
            shown: control.visualFocus
            corner: parent.radius
        }
    }

    Label {
        id: caption

        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        text: control.text
        kind: Label.Kind.Secondary
        strong: control.checked
        color: control.checked ? Theme.text : Theme.secondary
        Accessible.ignored: true
    }
}
