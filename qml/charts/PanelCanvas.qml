import QtQuick
import Hearth.Charts
import Hearth.Theme

//! A chart in the theme's colours.
ChartCanvas {
    property bool wall: false

    colours: Theme.chart
    ground: Theme.panel
    grid: Theme.line
    text: Theme.secondary
    stale: Theme.chartStale
    warning: Theme.warning
    critical: Theme.error
    font.family: Theme.sans
    font.pointSize: wall ? Theme.wallSmallSize : Theme.tinySize
    pen: wall ? Theme.wallPen : 1
    space: wall ? Theme.space12 : Theme.space8
    mirrored: LayoutMirroring.enabled
}
