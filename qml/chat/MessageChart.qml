import QtQuick
import Hearth.App
import Hearth.Charts
import Hearth.Controls
import Hearth.Theme

//! A chart that a message carries: live, or as it was when it was sent.
Item {
    id: root

    required property MessageDelegate owner
    readonly property SentChart card: owner.chart as SentChart
    readonly property PanelData panel: card ? card.panel : null
    readonly property PanelBody body: shown.item as PanelBody
    readonly property alias when: when
    //! Whose channels are heard because of this one.
    property SentChart held: null

    function hold() {
        if (held === card)
            return
        held?.release()
        held = card
        held?.hold()
    }

    function show() {
        shown.source = ""
        if (panel)
            shown.setSource("qrc:/qt/qml/Hearth/Charts/PanelBody.qml", { "panel": panel, "range": card.range })
    }

    implicitHeight: face.y + face.height + Theme.space4
    onCardChanged: hold()
    onPanelChanged: show()
    Component.onCompleted: {
        hold()
        show()
    }
    Component.onDestruction: held?.release()

    Rectangle {
        id: face

        y: Theme.space4
        width: Math.min(root.width, Theme.form * 1.5)
        height: shown.y + shown.height + Theme.space12
        radius: Theme.cardRadius
        color: Theme.panel
        border.width: Theme.hairline
        border.color: root.panel?.level === 2 ? Theme.error : root.panel?.level === 1 ? Theme.warning : Theme.line

        Label {
            id: title

            anchors.left: parent.left
            anchors.right: value.left
            anchors.margins: Theme.space16
            anchors.rightMargin: Theme.space8
            y: Theme.space12
            text: root.card?.title ?? ""
            strong: true
            elide: Text.ElideRight
        }

        Label {
            id: value

            anchors.right: parent.right
            anchors.rightMargin: Theme.space16
            anchors.baseline: title.baseline
            text: root.panel?.valueText ?? ""
            kind: Label.Kind.Big
            font.family: Theme.mono
            color: root.panel?.stale ? Theme.secondary : Theme.levels[root.panel?.level ?? 0]
        }

        FootLink {
            id: when

            x: Theme.space16
            y: title.y + title.height
            quiet: true
            text: !root.card ? "" : root.card.live ? qsTr("Live · show as it was") : qsTr("%1 · show live").arg(root.card.whenText)
            onClicked: root.card.live = !root.card.live
        }

        Loader {
            id: shown

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: Theme.space16
            y: when.y + when.height + Theme.space8
            height: Theme.sheetList / 2
        }
    }
}
