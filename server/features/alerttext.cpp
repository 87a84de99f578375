#include "server/features/alerttext.h"

#include "server/series/values.h"
#include "shared/base/spans.h"

#include <algorithm>

namespace hearth::server {

using protocol::AlertCondition;
using protocol::AlertPhase;

namespace {

constexpr qsizetype barCount = 32;

std::optional<double> numberIn(const Point &point, const QString &field)
{
    for (const auto &[name, value] : numbersOf(point.json)) {
        if (name == field)
            return value;
    }
    return std::nullopt;
}

QString shown(double value)
{
    return QString::number(value, 'g', 6);
}

QString lasted(qint64 ms)
{
    const qint64 seconds = ms / 1'000;
    if (seconds < 120)
        return QStringLiteral("%1 s").arg(seconds);
    return seconds < 7'200 ? QStringLiteral("%1 min").arg(seconds / 60)
                           : QStringLiteral("%1 h").arg(seconds / 3'600);
}

QString limitOf(const protocol::Alert &alert)
{
    const QString side =
        alert.condition == AlertCondition::Above ? QStringLiteral("above") : QStringLiteral("below");
    return QStringLiteral("%1 %2").arg(side, shown(alert.value.value_or(0)));
}

} // namespace

QString barsOf(const QList<Point> &points, const QString &field)
{
    QList<double> values;
    for (const Point &point : points) {
        if (const auto value = numberIn(point, field))
            values.append(*value);
    }
    if (values.size() < 2)
        return {};
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    const double span = *most - *least;
    QString bars;
    const qsizetype count = std::min(barCount, values.size());
    for (qsizetype i = 0; i < count; ++i) {
        // Of each part the highest: what an alert is about should not be averaged away.
        const qsizetype begin = i * values.size() / count;
        const qsizetype end = (i + 1) * values.size() / count;
        const double top = *std::max_element(values.begin() + begin, values.begin() + end);
        const int level = span > 0 ? int((top - *least) / span * 7) : 3;
        bars += QChar(char16_t(0x2581 + std::clamp(level, 0, 7)));
    }
    return bars;
}

QString alertText(const protocol::Alert &alert, std::optional<double> now, std::optional<double> worst,
    qint64 lastedMs, const QString &bars, const QString &acknowledgedBy)
{
    const QString source = QStringLiteral("`%1` %2").arg(alert.channel, alert.watched);
    const bool isAbsent = alert.condition == AlertCondition::Absent;
    const QString value = now ? shown(*now) : QStringLiteral("–");
    QString out;
    if (alert.phase == AlertPhase::Firing && isAbsent)
        out = QStringLiteral("🔥 **%1**\n%2: no value for %3").arg(alert.name, source, lasted(alert.forMs));
    else if (alert.phase == AlertPhase::Firing)
        out = QStringLiteral("🔥 **%1**\n%2 is %3, %4").arg(alert.name, source, value, limitOf(alert));
    else
        out = QStringLiteral("✅ **%1**, over after %2\n%3 is %4")
                  .arg(alert.name, lasted(lastedMs), source, value);
    if (alert.phase != AlertPhase::Firing && worst && !isAbsent)
        out += QStringLiteral("; the worst was %1").arg(shown(*worst));
    if (!bars.isEmpty())
        out += QStringLiteral("\n`%1`").arg(bars);
    if (!acknowledgedBy.isEmpty())
        out += QStringLiteral("\n%1 has taken it on").arg(acknowledgedBy);
    return out;
}

protocol::Panel alertPanel(const protocol::Alert &alert)
{
    protocol::Panel panel;
    panel.id = alert.id;
    panel.title = alert.name;
    panel.series = {{alert.channel, alert.watched, std::nullopt}};
    // At least as far back as it was too high, and no further than is in memory.
    panel.rangeMs = std::clamp(2 * alert.forMs, 15 * minuteMs, 60 * minuteMs);
    // A threshold says from where on it is bad: there is none for what may not be too low.
    if (alert.condition == AlertCondition::Above)
        panel.thresholds = {{alert.value.value_or(0), protocol::ThresholdLevel::Critical}};
    return panel;
}

} // namespace hearth::server
