pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Hearth.Controls
import Hearth.Theme

//! How far back the page looks: side by side where there is room, else a menu.
Row {
    id: root

    //! A TimeRange; its times are too long for a number that qmllint knows.
    required property var range
    property bool roomy: true
    readonly property var choices: [[60, qsTr("1 min")], [300, qsTr("5 min")], [900, qsTr("15 min")], [3600, qsTr("1 h")],
        [21600, qsTr("6 h")], [86400, qsTr("24 h")], [604800, qsTr("7 d")], [2592000, qsTr("30 d")]]
    readonly property string current: choices.find(each => each[0] * 1000 === range.length)?.[1] ?? ""
    readonly property alias menu: menu

    //! The next longer (1) or shorter (-1).
    function step(direction: int) {
        const at = choices.findIndex(each => each[0] * 1000 >= range.length)
        const to = Math.max(0, Math.min(choices.length - 1, at + direction))
        range.length = choices[to][0] * 1000
    }

    spacing: 0
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("How far back")

    Repeater {
        model: root.roomy ? root.choices : []

        T.Button {
            id: choice

            required property var modelData
            readonly property bool isCurrent: root.range.length === modelData[0] * 1000

            implicitHeight: Theme.caption
            implicitWidth: implicitContentWidth + leftPadding + rightPadding
            leftPadding: Theme.space8
            rightPadding: Theme.space8
            text: modelData[1]
            Accessible.name: text
            Accessible.role: Accessible.RadioButton
            Accessible.checkable: true
            Accessible.checked: isCurrent
            Keys.onReturnPressed: choice.clicked()
            Keys.onEnterPressed: choice.clicked()
            onClicked: root.range.length = modelData[0] * 1000

            contentItem: Label {
                text: choice.text
                kind: Label.Kind.Secondary
                strong: choice.isCurrent
                color: choice.isCurrent ? Theme.emberText : Theme.secondary
                verticalAlignment: Text.AlignVCenter
                Accessible.ignored: true
            }

            background: HoverGround {
                hovered: choice.hovered
                down: choice.down
                current: choice.isCurrent

                FocusRing {
                    shown: choice.visualFocus
                    offset: -1
                }
            }
        }
    }

    Button {
        id: button

        visible: !root.roomy
        implicitHeight: Theme.caption
        leftPadding: Theme.space8
        rightPadding: Theme.space8
        text: root.current
        Accessible.name: qsTr("How far back: %1").arg(root.current)
        onClicked: menu.popup(button, 0, button.height + Theme.space4)

        Menu {
            id: menu

            Repeater {
                model: root.choices

                MenuItem {
                    required property var modelData

                    text: modelData[1]
                    glyph: root.range.length === modelData[0] * 1000 ? "check" : ""
                    onTriggered: root.range.length = modelData[0] * 1000
                }
            }
        }
    }
}
