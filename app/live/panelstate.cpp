// How a panel is: fine, over a threshold, old, or without anything to show; and in words.
#include "app/live/livechannels.h"
#include "app/live/paneldata.h"
#include "app/live/timeaxis.h"
#include "app/models/bidi.h"

#include <algorithm>
#include <cmath>

namespace hearth::app {

namespace {

constexpr qint64 staleMs = 30'000; //!< at least
//! Of a value of which it is not known when the next one is due.
constexpr qint64 aloneStaleMs = 300'000;
constexpr int stalePaces = 5;

} // namespace

qint64 PanelData::Drawn::newestAt() const
{
    return view.live && !view.live->isEmpty() ? view.live->last().at : 0;
}

double PanelData::Drawn::newest() const
{
    if (!view.live)
        return std::nan("");
    for (auto it = view.live->crbegin(); it != view.live->crend(); ++it) {
        if (!std::isnan(it->value))
            return it->value;
    }
    return std::nan("");
}

void PanelData::refreshState(const QList<Drawn> &series)
{
    qint64 last = 0;
    qint64 pace = 0;
    m_level = 0;
    for (const Drawn &each : series) {
        last = std::max(last, each.newestAt());
        pace = std::max(pace, each.pace);
        m_level = std::max(m_level, levelOf(each.newest()));
    }
    for (const QString &each : channels()) {
        if (const ChannelHistory *history = m_feed.history(each))
            last = std::max(last, history->lastAt());
    }
    const qint64 age = m_feed.now() - last;
    const bool mayGrowOld =
        m_panel.kind != protocol::PanelKind::Text && m_panel.kind != protocol::PanelKind::Log;
    const qint64 limit = pace > 0 ? std::max(staleMs, pace * stalePaces) : aloneStaleMs;
    m_isStale = mayGrowOld && last > 0 && age > limit;
    m_note = m_isStale ? tr("%1 old").arg(spanText(age)) : QString();
}

void PanelData::refreshNote(const QList<Drawn> &series)
{
    m_hint.clear();
    if (m_panel.kind == protocol::PanelKind::Text)
        return;
    if (m_panel.series.isEmpty()) {
        m_note = tr("No channel yet");
        m_hint = tr("Edit this panel and choose what it shows.");
        return;
    }
    bool hasSaid = false;
    bool isHeard = true;
    const bool hasNumbers = std::any_of(
        series.begin(), series.end(), [](const Drawn &each) { return each.view.live || each.view.spans; });
    for (const QString &each : channels()) {
        if (const QString problem = m_feed.problem(each); !problem.isEmpty()) {
            m_note = tr("No access to all of it");
            m_hint = hasNumbers ? QString() : problem;
            if (!hasNumbers)
                m_note = tr("Not shown");
            return;
        }
        const ChannelHistory *history = m_feed.history(each);
        hasSaid |= history && !history->isEmpty();
        isHeard &= m_feed.isHeard(each);
    }
    if (hasNumbers || (hasSaid && m_panel.kind == protocol::PanelKind::Log))
        return;
    if (!isHeard)
        return; // it is about to begin, and the page says where there is no connection
    const protocol::PanelSeries &first = m_panel.series.first();
    const QString channel = safeName(first.channel);
    if (!hasSaid) {
        m_note = tr("No value yet");
        m_hint = tr("The first value on %1 starts it.").arg(channel);
    } else if (first.field.isEmpty() || first.field == QLatin1String("value")) {
        m_note = tr("No numbers");
        m_hint = tr("What comes on %1 is no number. Show it as a log.").arg(channel);
    } else {
        m_note = tr("No such field");
        m_hint = tr("%1 has no numbers called %2.").arg(channel, safeName(first.field));
    }
}

QString PanelData::valueText() const
{
    const QList<PanelReading> &readings = m_readings.readings();
    return isChart() && !readings.isEmpty() && readings.first().figures != QStringLiteral("–")
               ? readings.first().valueText
               : QString();
}

QStringList PanelData::wordsOf(const QList<PanelReading> &readings)
{
    constexpr qsizetype several = 8;
    const QStringList levels{QString(), tr("warning"), tr("critical")};
    QStringList parts;
    for (const PanelReading &each : readings.first(std::min(several, readings.size()))) {
        QString part = each.label + QLatin1Char(' ') + each.valueText;
        if (each.level > 0)
            part += QLatin1Char(' ') + levels.at(each.level);
        parts.append(part);
    }
    return parts;
}

QString PanelData::pointedSummary() const
{
    const QString time = hoverText();
    return time.isEmpty() || m_hovered.readings().isEmpty()
               ? QString()
               : (QStringList(time) + wordsOf(m_hovered.readings())).join(QStringLiteral(", "));
}

QString PanelData::summary() const
{
    QStringList parts = wordsOf(m_readings.readings());
    for (const PanelSaid &each : m_said.said().first(std::min<qsizetype>(1, m_said.said().size())))
        parts.append(each.text);
    if (!m_note.isEmpty())
        parts.append(m_note);
    return parts.join(QStringLiteral(", "));
}

} // namespace hearth::app
