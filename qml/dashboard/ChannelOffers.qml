pragma ComponentBehavior: Bound

import QtQuick
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! The channels that are on no panel, each to be added by one press.
Column {
    id: root

    required property DashboardViewModel board
    property int most: 12
    readonly property alias rows: rows

    spacing: Theme.space8
    visible: rows.count > 0

    Label {
        width: parent.width
        text: qsTr("Channels that are on no panel")
        kind: Label.Kind.Secondary
        strong: true
        elide: Text.ElideRight
        Accessible.role: Accessible.Heading
    }

    Flow {
        width: parent.width
        spacing: Theme.space8

        Repeater {
            id: rows

            model: root.board.channels

            Button {
                id: offer

                required property int index
                required property string channel
                required property string valueText

                visible: index < root.most
                width: Math.min(implicitWidth, root.width)
                implicitHeight: Theme.caption
                leftPadding: Theme.space8
                rightPadding: Theme.space12
                glyph: "plus"
                text: channel
                Accessible.name: qsTr("Add a panel for %1, now %2").arg(channel).arg(valueText)
                onClicked: root.board.addChannel(offer.channel)
            }
        }
    }

    Label {
        visible: rows.count > root.most
        text: qsTr("and %1 more").arg(rows.count - root.most)
        kind: Label.Kind.Secondary
    }
}
