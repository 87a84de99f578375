// What a panel says in words and figures.
#include "app/live/livechannels.h"
#include "app/live/paneldata.h"
#include "app/live/timeaxis.h"
#include "app/live/valuetext.h"
#include "app/models/bidi.h"

#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace hearth::app {

namespace {

constexpr qsizetype maxSaid = 200;
//! Round it a value counts as pointed at: this part of what is shown.
constexpr qint64 reachPart = 60;

bool hasScale(protocol::PanelKind kind)
{
    return kind == protocol::PanelKind::Gauge || kind == protocol::PanelKind::Bars;
}

ScaleWish scaledBy(double factor, ScaleWish wish)
{
    for (std::optional<double> *each : {&wish.least, &wish.most, &wish.low, &wish.high}) {
        if (*each)
            *each = **each * factor;
    }
    return wish;
}

Scale scaledBy(double factor, Scale scale)
{
    scale.low *= factor;
    scale.high *= factor;
    scale.step *= factor;
    for (double &each : scale.ticks)
        each *= factor;
    return scale;
}

struct Sum
{
    Extent extent;
    double sum = 0;
    qint64 count = 0;
};

Sum sumOf(const SeriesView &view, qint64 from, qint64 until)
{
    Sum sum;
    view.each(from, until, [&](const Sample &each, bool) {
        if (each.at < from || each.at > until || std::isnan(each.mean))
            return;
        sum.extent.take(each.least, each.most);
        sum.sum += each.mean;
        ++sum.count;
    });
    return sum;
}

} // namespace

Scale PanelData::scaleOf(const QList<Drawn> &series, int lines) const
{
    const Shown now = shown();
    Extent extent;
    for (const Drawn &each : series) {
        if (hasScale(m_panel.kind)) {
            const double value = each.newest();
            extent.take(value, value);
        } else {
            measure(each.view, now.from, now.until, extent);
        }
    }
    ScaleWish wish{extent.least, extent.most, m_panel.min, m_panel.max};
    wish.lines = lines;
    wish.fromZero = m_panel.kind == protocol::PanelKind::Area || hasScale(m_panel.kind);
    if (hasScale(m_panel.kind) && unit() == QLatin1String("%") && extent.most.value_or(0) <= 100) {
        wish.low = wish.low.value_or(0);
        wish.high = wish.high.value_or(100);
    }
    // A threshold is drawn where that leaves the values at least half of the height.
    const double span = extent.most.value_or(0) - extent.least.value_or(0);
    for (const protocol::Threshold &each : m_panel.thresholds.value_or(QList<protocol::Threshold>())) {
        if (!extent.least)
            continue;
        const bool isNear = std::max(each.value, *extent.most) - std::min(each.value, *extent.least) <=
                            2 * std::max(span, std::abs(*extent.most) * 0.05);
        if (isNear || hasScale(m_panel.kind)) {
            wish.least = std::min(*wish.least, each.value);
            wish.most = std::max(*wish.most, each.value);
        }
    }
    // Round in the unit that is written: 1,024 bytes are 1 KiB.
    const double factor = prefixFor(std::max(std::abs(wish.low.value_or(wish.least.value_or(0))),
                                        std::abs(wish.high.value_or(wish.most.value_or(0)))),
        unit())
                              .factor;
    return scaledBy(factor, scaleFor(scaledBy(1 / factor, wish)));
}

int PanelData::levelOf(double value) const
{
    int level = 0;
    for (const protocol::Threshold &each : m_panel.thresholds.value_or(QList<protocol::Threshold>())) {
        if (value >= each.value)
            level = std::max(level, 1 + int(each.level));
    }
    return level;
}

PanelReading PanelData::readingOf(const Drawn &series, double value, const Scale &scale) const
{
    PanelReading reading;
    const hearth::app::ValueText text = hearth::app::valueText(value, unit());
    reading.label = series.label;
    reading.valueText = text.all();
    reading.figures = text.figures;
    reading.unit = text.unit;
    reading.colour = series.colour;
    reading.level = std::isnan(value) ? 0 : levelOf(value);
    const auto part = [&](double at) {
        return std::isnan(at) ? 0 : std::clamp((at - scale.low) / (scale.high - scale.low), 0.0, 1.0);
    };
    const double zero = std::clamp(0.0, scale.low, scale.high);
    reading.begin = std::isnan(value) ? 0 : std::min(part(zero), part(value));
    reading.end = std::isnan(value) ? 0 : std::max(part(zero), part(value));
    return reading;
}

PanelReading PanelData::newestOf(const Drawn &series, const Scale &scale) const
{
    PanelReading reading = readingOf(series, series.newest(), scale);
    if (m_panel.kind != protocol::PanelKind::Table && m_panel.kind != protocol::PanelKind::Stat)
        return reading;
    const Shown now = shown();
    const Sum sum = sumOf(series.view, now.from, now.until);
    if (sum.count == 0)
        return reading;
    reading.leastText = hearth::app::valueText(*sum.extent.least, unit()).all();
    reading.mostText = hearth::app::valueText(*sum.extent.most, unit()).all();
    reading.meanText = hearth::app::valueText(sum.sum / double(sum.count), unit()).all();
    return reading;
}

void PanelData::refresh()
{
    m_written = revision();
    m_sinceWritten.start();
    const QList<Drawn> series = drawn();
    const Scale scale = hasScale(m_panel.kind) ? scaleOf(series, 1) : Scale();
    QList<PanelReading> readings;
    for (const Drawn &each : series)
        readings.append(newestOf(each, scale));
    m_readings.set(readings);
    if (hasScale(m_panel.kind))
        refreshScale(scale);
    if (m_panel.kind == protocol::PanelKind::Log)
        refreshSaid();
    refreshState(series);
    refreshNote(series);
    refreshHover();
    Q_EMIT valuesChanged();
}

void PanelData::refreshScale(const Scale &scale)
{
    m_lowText = hearth::app::valueText(scale.low, unit()).all();
    m_highText = hearth::app::valueText(scale.high, unit()).all();
    m_marks.clear();
    m_markLevels.clear();
    for (const protocol::Threshold &each : m_panel.thresholds.value_or(QList<protocol::Threshold>())) {
        const double part = (each.value - scale.low) / (scale.high - scale.low);
        if (part < 0 || part > 1)
            continue;
        m_marks.append(part);
        m_markLevels.append(1 + int(each.level));
    }
}

void PanelData::refreshHover()
{
    const Shown now = shown();
    const qint64 at = m_range->hoverAt();
    const bool isShown =
        at >= now.from && at <= now.until && (isChart() || m_panel.kind == protocol::PanelKind::Stat);
    QList<PanelReading> readings;
    const qint64 length = now.until - now.from;
    for (const Drawn &each : isShown ? drawn() : QList<Drawn>()) {
        const qint64 reach = std::max(length / reachPart, std::min(each.pace, length / 8));
        const Sample sample = each.view.nearest(at, reach);
        PanelReading reading = readingOf(each, sample.at == 0 ? std::nan("") : sample.mean, Scale());
        if (sample.at > 0 && sample.least != sample.most) {
            reading.leastText = hearth::app::valueText(sample.least, unit()).all();
            reading.mostText = hearth::app::valueText(sample.most, unit()).all();
        }
        readings.append(reading);
    }
    m_hovered.set(readings);
    Q_EMIT hoverChanged();
}

QString PanelData::hoverText() const
{
    const Shown now = shown();
    const qint64 at = m_range->hoverAt();
    return at < now.from || at > now.until
               ? QString()
               : momentText(at, now.until - now.from, QTimeZone::systemTimeZone());
}

void PanelData::refreshSaid()
{
    struct Said
    {
        SaidLine line;
        QString label;
    };
    QList<Said> all;
    const QStringList names = channels();
    for (const QString &channel : names) { // a line is said once, however many of its fields are shown
        const ChannelHistory *history = m_feed.history(channel);
        const auto &series = *std::ranges::find(m_panel.series, channel, &protocol::PanelSeries::channel);
        const QString label = names.size() > 1 ? safeName(series.label.value_or(channel)) : QString();
        for (const SaidLine &line : history ? history->lines() : QList<SaidLine>())
            all.append({line, label});
    }
    std::stable_sort(all.begin(), all.end(), [](const Said &a, const Said &b) {
        return std::pair(a.line.at, a.line.id) > std::pair(b.line.at, b.line.id);
    });
    QList<PanelSaid> said;
    for (const Said &each : std::as_const(all)) {
        if (said.size() == maxSaid)
            break;
        const qint64 age = m_feed.now() - each.line.at;
        said.append({each.line.id,
            momentText(each.line.at, age < 12 * 3'600'000 ? 0 : age, QTimeZone::systemTimeZone()), each.label,
            balanceBidi(each.line.text)});
    }
    m_said.set(said);
}

} // namespace hearth::app
