#include "qml/charts/chartdrawing.h"

#include <QFontMetricsF>

#include <algorithm>

using namespace hearth::app;

namespace {

QPolygonF filled(const QPolygonF &line, double zero)
{
    QPolygonF area = line;
    area.append({line.last().x(), zero});
    area.append({line.first().x(), zero});
    return area;
}

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(float(alpha));
    return colour;
}

void paintTrace(QPainter &painter, const Trace &trace, const ChartDrawing &drawing, const QColor &colour,
    const ChartStyle &style)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(colour, 0.18));
    for (const QPolygonF &each : trace.bands)
        painter.drawPolygon(each);
    if (drawing.isFilled) {
        painter.setBrush(faded(colour, drawing.traces.size() > 1 ? 0.10 : 0.16));
        for (const QPolygonF &each : trace.lines)
            painter.drawPolygon(filled(each, drawing.zero));
    }
    painter.setPen(QPen(colour, style.pen));
    painter.setBrush(Qt::NoBrush);
    for (const QPolygonF &each : trace.lines)
        painter.drawPolyline(each);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    for (const QPointF &each : trace.dots)
        painter.drawEllipse(each, style.pen + 1.5, style.pen + 1.5);
}

//! Not told by colour alone: a critical line has long dashes and a filled triangle, a warning short ones and
//! an open one.
void paintMark(
    QPainter &painter, const ChartDrawing::Mark &mark, const ChartDrawing &drawing, const ChartStyle &style)
{
    const QRectF area = drawing.plot.area;
    const bool isCritical = mark.level > 1;
    const QColor colour = isCritical ? style.critical : style.warning;
    QPen pen(colour, 1);
    pen.setDashPattern(isCritical ? QList<qreal>{8, 4} : QList<qreal>{2, 4});
    painter.setPen(pen);
    painter.drawLine(QPointF(area.left(), mark.y), QPointF(area.right(), mark.y));
    const double side = style.space * 1.6;
    // At the oldest values: the newest are what people look at.
    const QPolygonF triangle{{area.left(), mark.y - 1}, {area.left() + side, mark.y - 1},
        {area.left() + side / 2, mark.y - 1 - side}};
    painter.setPen(QPen(colour, 1));
    painter.setBrush(isCritical ? QBrush(colour) : QBrush(style.ground));
    painter.drawPolygon(triangle);
}

} // namespace

void paintChart(QPainter &painter, const ChartDrawing &drawing, const ChartStyle &style)
{
    const QRectF area = drawing.plot.area;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(style.grid, 1));
    for (const double y : drawing.rows)
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    painter.setPen(style.text);
    painter.setFont(style.font);
    const QFontMetricsF metrics(style.font);
    for (const ChartDrawing::Label &each : drawing.labels) {
        const double wide = metrics.horizontalAdvance(each.text);
        painter.drawText(
            QPointF(each.at.x() - wide / 2, each.at.y() + (metrics.ascent() - metrics.descent()) / 2),
            each.text);
    }
    painter.setClipRect(area.adjusted(0, -style.pen, 0, style.pen));
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (qsizetype i = drawing.traces.size() - 1; i >= 0; --i) {
        const QColor colour = drawing.isStale
                                  ? style.stale
                                  : style.series.value(i % std::max<qsizetype>(1, style.series.size()));
        paintTrace(painter, drawing.traces.at(i), drawing, colour, style);
    }
    for (const ChartDrawing::Mark &each : drawing.marks)
        paintMark(painter, each, drawing, style);
    painter.setClipping(false);
}
