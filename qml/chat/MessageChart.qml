import QtQuick
import Hearth.App
import Hearth.Charts
import Hearth.Theme

//! A chart that a message carries: live, or as it was when it was sent.
Item {
    id: root

    required property MessageDelegate owner
    readonly property SentChart chart: owner.chart as SentChart
    readonly property PanelData panel: chart ? chart.panel : null
    readonly property PanelCard card: shown.item as PanelCard
    readonly property alias when: when
    //! Whose channels are heard because of this one.
    property SentChart held: null

    function hold() {
        if (held === chart)
            return
        held?.release()
        held = chart
        held?.hold()
    }

    function show() {
        shown.source = ""
        if (panel)
            shown.setSource("qrc:/qt/qml/Hearth/Charts/PanelCard.qml", { "panel": panel, "range": chart.range })
    }

    implicitHeight: when.y + when.height
    onChartChanged: hold()
    onPanelChanged: show()
    Component.onCompleted: {
        hold()
        show()
    }
    Component.onDestruction: held?.release()

    Loader {
        id: shown

        y: Theme.space4
        width: Math.min(root.width, Theme.form * 1.5)
        height: 3 * Theme.gridLine + 2 * Theme.space12 // as a panel of three rows
    }

    FootLink {
        id: when

        y: shown.y + shown.height
        height: Theme.badge
        quiet: true
        text: root.chart?.whenText ?? ""
        onClicked: root.chart.live = !root.chart.live
    }
}
