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
    readonly property Ranges ranges: Ranges {}
    readonly property string current: ranges.texts[ranges.lengths.indexOf(range.length)] ?? ""
    readonly property alias menu: menu

    //! The next longer (1) or shorter (-1).
    function step(direction: int) {
        const at = ranges.lengths.findIndex(each => each >= range.length)
        range.length = ranges.lengths[Math.max(0, Math.min(ranges.lengths.length - 1, at + direction))]
    }

    spacing: 0
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("How far back")

    Repeater {
        model: root.roomy ? root.ranges.lengths : []

        T.Button {
            id: choice

            required property real modelData
            required property int index
            readonly property bool isCurrent: root.range.length === modelData

            implicitHeight: Theme.caption
            implicitWidth: implicitContentWidth + leftPadding + rightPadding
            leftPadding: Theme.space8
            rightPadding: Theme.space8
            text: root.ranges.texts[index]
            Accessible.name: text
            Accessible.role: Accessible.RadioButton
            Accessible.checkable: true
            Accessible.checked: isCurrent
            Keys.onReturnPressed: choice.clicked()
            Keys.onEnterPressed: choice.clicked()
            onClicked: root.range.length = modelData

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
                model: root.ranges.lengths

                MenuItem {
                    required property real modelData
                    required property int index

                    text: root.ranges.texts[index]
                    glyph: root.range.length === modelData ? "check" : ""
                    onTriggered: root.range.length = modelData
                }
            }
        }
    }
}
