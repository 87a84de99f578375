#include "chartcanvas.h"

#include <QQuickWindow>

using hearth::app::PanelData;

ChartCanvas::ChartCanvas(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setOpaquePainting(true);
}

void ChartCanvas::setPanel(PanelData *panel)
{
    if (m_panel == panel)
        return;
    if (m_panel)
        m_panel->disconnect(this);
    m_panel = panel;
    if (panel) {
        const auto redraw = [this] {
            if (isVisible())
                polish();
        };
        connect(panel, &PanelData::pictureChanged, this, redraw);
        connect(panel, &PanelData::panelChanged, this, redraw);
        connect(panel, &PanelData::hoverChanged, this, &ChartCanvas::plotChanged);
    }
    polish();
    Q_EMIT panelChanged();
}

double ChartCanvas::hoverX() const
{
    if (!m_panel)
        return -1;
    const qint64 at = m_panel->range().hoverAt();
    const hearth::app::Plot &plot = m_drawing.plot;
    return at < plot.from || at > plot.until || plot.area.isEmpty() ? -1 : plot.x(at);
}

qint64 ChartCanvas::timeAt(double x) const
{
    const hearth::app::Plot &plot = m_drawing.plot;
    return std::clamp(plot.timeAt(x), plot.from, plot.until);
}

void ChartCanvas::updatePolish()
{
    if (!m_panel)
        return;
    const double ratio = window() ? window()->effectiveDevicePixelRatio() : 1.0;
    ChartStyle style = m_style;
    // Wider than a pixel only where the panel is for a wall: those lines cost more.
    style.pen = m_style.pen > 1 ? m_style.pen : 1 / ratio;
    m_drawing = chartOf(*m_panel, {size(), 1 / ratio, m_isBare, m_isMirrored}, style);
    setFillColor(m_style.ground);
    update();
    Q_EMIT plotChanged();
}

void ChartCanvas::paint(QPainter *painter)
{
    const double ratio = window() ? window()->effectiveDevicePixelRatio() : 1.0;
    ChartStyle style = m_style;
    style.pen = m_style.pen > 1 ? m_style.pen : 1 / ratio;
    paintChart(*painter, m_drawing, style);
}

void ChartCanvas::geometryChange(const QRectF &now, const QRectF &before)
{
    QQuickPaintedItem::geometryChange(now, before);
    if (now.size() != before.size())
        polish();
}

void ChartCanvas::itemChange(ItemChange change, const ItemChangeData &data)
{
    QQuickPaintedItem::itemChange(change, data);
    if (change == ItemVisibleHasChanged && data.boolValue)
        polish();
}
