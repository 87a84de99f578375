import QtQuick
import Hearth.Charts
import Hearth.Theme

//! A chart in the theme's colours.
ChartCanvas {
    required property PanelLook look

    colours: Theme.chart
    ground: Theme.panel
    grid: Theme.line
    text: Theme.secondary
    stale: Theme.chartStale
    warning: Theme.warning
    critical: Theme.error
    font.family: Theme.sans
    font.pointSize: look.tiny
    pen: look.pen
    space: look.px(Theme.space8, Theme.space12)
    mirrored: LayoutMirroring.enabled
}
