#include "qml/charts/chartdrawing.h"

#include "app/live/valuetext.h"

#include <QFontMetricsF>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

using namespace hearth::app;

namespace {

constexpr double linesApart = 3;   //!< in heights of a label
constexpr double timesApart = 1.7; //!< in widths of one
constexpr int mostLines = 6;
constexpr int mostTimes = 9;
//! Under so many heights of a label there is no room for times, nor for a scale.
constexpr double roomForTimes = 5;
constexpr double roomForScale = 2.5;

double snapped(double at, double pixel)
{
    return (std::floor(at / pixel) + 0.5) * pixel;
}

//! Beside the plot, the figures of its scale, and their width.
double widthOf(const QStringList &texts, const QFontMetricsF &metrics)
{
    double width = 0;
    for (const QString &each : texts)
        width = std::max(width, metrics.horizontalAdvance(each));
    return std::ceil(width);
}

QStringList tickTexts(const Scale &scale, const QString &unit)
{
    const Prefix prefix = prefixFor(std::max(std::abs(scale.low), std::abs(scale.high)), unit);
    QStringList texts;
    for (const double each : scale.ticks)
        texts.append(tickText(each, scale.step, prefix));
    return texts;
}

void addScale(ChartDrawing &drawing, const Scale &scale, const QStringList &texts, const ChartFrame &frame,
    const QFontMetricsF &metrics, double space)
{
    for (qsizetype i = 0; i < scale.ticks.size(); ++i) {
        const double y = drawing.plot.y(scale.ticks.at(i));
        drawing.rows.append(snapped(y, frame.pixel));
        if (texts.isEmpty())
            continue;
        const double half = metrics.horizontalAdvance(texts.at(i)) / 2;
        const double x = frame.isMirrored ? drawing.plot.area.right() + space + half
                                          : drawing.plot.area.left() - space - half;
        drawing.labels.append({{x, y}, texts.at(i)});
    }
}

//! As many as stand apart.
QList<TimeTick> fittingTimes(const Plot &plot, const QFontMetricsF &metrics)
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    for (int most = mostTimes; most > 1; --most) {
        const QList<TimeTick> ticks = timeTicks(plot.from, plot.until, most, zone);
        double width = 0;
        for (const TimeTick &each : ticks)
            width = std::max(width, metrics.horizontalAdvance(each.text));
        const double apart = ticks.size() > 1 ? plot.x(ticks.at(1).at) - plot.x(ticks.at(0).at) : 0;
        if (ticks.size() < 2 || apart > width * timesApart)
            return ticks;
    }
    return timeTicks(plot.from, plot.until, 1, zone);
}

void addTimes(ChartDrawing &drawing, const ChartFrame &frame, const QFontMetricsF &metrics)
{
    const Plot &plot = drawing.plot;
    for (const TimeTick &each : fittingTimes(plot, metrics)) {
        const double x = plot.x(each.at);
        const double half = metrics.horizontalAdvance(each.text) / 2;
        // None is cut off by the panel's edge: it stays within, until its time has left.
        const double kept = std::clamp(x, half, std::max(half, frame.size.width() - half));
        if (std::abs(kept - x) < half)
            drawing.labels.append({{kept, frame.size.height() - metrics.height() / 2}, each.text});
    }
}

void addMarks(ChartDrawing &drawing, const PanelData &panel)
{
    for (const auto &each : panel.panel().thresholds.value_or(QList<hearth::protocol::Threshold>())) {
        if (each.value < drawing.plot.low || each.value > drawing.plot.high)
            continue;
        drawing.marks.append(
            {drawing.plot.y(each.value), valueText(each.value, panel.unit()).all(), 1 + int(each.level)});
    }
}

//! A line without a scale has all of the height, and a little room.
Scale tightOf(const QList<PanelData::Drawn> &series, const PanelData &panel)
{
    Extent extent;
    if (!series.isEmpty())
        measure(series.first().view, panel.from(), panel.until(), extent);
    const double low = extent.least.value_or(0);
    const double high = extent.most.value_or(1);
    const double room = high > low ? (high - low) * 0.15 : std::max(std::abs(high), 1.0);
    return {low - room, high + room / 4, room, {}};
}

} // namespace

ChartDrawing chartOf(PanelData &panel, const ChartFrame &frame, const ChartStyle &style)
{
    const QFontMetricsF metrics(style.font);
    const double label = metrics.height();
    const QSizeF size = frame.size;
    const bool hasScale = !frame.isBare && size.height() > label * roomForScale;
    const bool hasTimes = !frame.isBare && size.height() > label * roomForTimes;
    ChartDrawing drawing;
    if (size.width() < 2 || size.height() < 2)
        return drawing;

    const QList<PanelData::Drawn> series = panel.drawn();
    const int lines = std::clamp(int(size.height() / (label * linesApart)), 1, mostLines);
    const Scale scale = frame.isBare ? tightOf(series, panel) : panel.scaleOf(series, lines);
    const QStringList texts = hasScale ? tickTexts(scale, panel.unit()) : QStringList();
    const double side = hasScale ? widthOf(texts, metrics) + style.space : 0;
    const double over = frame.isBare ? style.pen : hasScale ? label / 2 : style.pen;
    const double under = hasTimes ? label + style.space : over;
    drawing.plot = {
        QRectF(frame.isMirrored ? 0 : side, over, size.width() - side, size.height() - over - under),
        panel.from(), panel.until(), scale.low, scale.high};
    drawing.isFilled = panel.panel().kind == hearth::protocol::PanelKind::Area || frame.isBare;
    const double base = frame.isBare ? scale.low : std::clamp(0.0, scale.low, scale.high);
    drawing.zero = drawing.plot.y(base);
    drawing.isStale = panel.isStale();
    if (!frame.isBare)
        addScale(drawing, scale, texts, frame, metrics, style.space);
    if (hasTimes)
        addTimes(drawing, frame, metrics);
    if (!frame.isBare)
        addMarks(drawing, panel);
    const QList<PanelData::Drawn> shown =
        frame.isBare ? series.first(std::min<qsizetype>(1, series.size())) : series;
    for (const PanelData::Drawn &each : shown)
        drawing.traces.append(traceOf(each.view, drawing.plot, holeMs(each.pace), frame.pixel));
    return drawing;
}
