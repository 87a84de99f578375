#include "server/features/charts.h"

#include "server/features/channelaccess.h"
#include "server/series/channelname.h"
#include "server/series/values.h"
#include "shared/base/spans.h"
#include "shared/base/utf8.h"
#include "shared/protocol/text.h"

#include <algorithm>
#include <limits>

namespace hearth::server {

using protocol::Chart;
using protocol::ChartSeries;
using protocol::Panel;
using protocol::PanelKind;
using protocol::PanelSeries;

namespace {

//! Of one chart, all its channels together: as many values as are read to make it, on the thread that others
//! wait for.
constexpr qsizetype valuesRead = 1'500;
constexpr qint64 bytesRead = 256 * 1024;
//! Fewer than that are no line.
constexpr qsizetype leastPoints = 16;
constexpr qsizetype captionValues = 4;
constexpr qsizetype captionBytes = 512;

QStringList channelsOf(const Panel &panel)
{
    QStringList all;
    for (const PanelSeries &series : panel.series)
        all.append(series.channel);
    all.removeDuplicates();
    return all;
}

//! What it shows, each channel once; an empty field stands for all.
using Shown = QMap<QString, QSet<QString>>;

Shown shownOf(const Panel &panel)
{
    Shown all;
    for (const PanelSeries &series : panel.series)
        all[series.channel].insert(series.field);
    return all;
}

Result<Done> checkPanel(const Panel &panel, qint64 bytes)
{
    const auto wrong = [](const QString &why) { return Error(ErrorCode::InvalidRequest, why); };
    if (panel.kind == PanelKind::Log || panel.kind == PanelKind::Text)
        return wrong(QStringLiteral("panel.kind: a log or a text is no chart"));
    if (panel.series.isEmpty())
        return wrong(QStringLiteral("panel.series: expected one at least"));
    for (qsizetype i = 0; i < panel.series.size(); ++i) {
        if (!isChannelName(panel.series.at(i).channel))
            return noChannelName(QStringLiteral("panel.series[%1].channel").arg(i));
    }
    QByteArray json;
    protocol::appendObject(json, panel);
    if (json.size() > bytes)
        return Error(ErrorCode::TooLarge, QStringLiteral("panel: at most %1 bytes as JSON").arg(bytes));
    return Done{};
}

//! Minutes, or longer spans where there would be more of them than points; at most what is kept.
BucketQuery spansOf(const QString &channel, qint64 from, qint64 until)
{
    const qint64 fine = BucketQuery::bucketMs;
    const qint64 span = std::max(fine, (until - from) / protocol::chartPointsRange.max / fine * fine);
    return {channel, from / span * span, until, span};
}

//! The spans of what is no longer known value by value.
struct Past
{
    QString channel;
    qint64 spanMs = 0;
    QList<Bucket> buckets;
};

Result<QList<Past>> pastOf(Database &db, const Panel &panel, qint64 from, qint64 until)
{
    QList<Past> all;
    const Shown shown = shownOf(panel);
    for (auto channel = shown.cbegin(); channel != shown.cend(); ++channel) {
        const QSet<QString> fields = channel->contains(QString()) ? QSet<QString>{QString()} : *channel;
        for (const QString &field : fields) {
            BucketQuery query = spansOf(channel.key(), from, until);
            query.field = field;
            const auto buckets = db.channels().buckets(query);
            if (!buckets)
                return buckets.error();
            all.append({channel.key(), query.spanMs, *buckets});
        }
    }
    return all;
}

//! In front of the values that are known one by one.
void addBefore(QMap<QString, QList<Sample>> &fine, const Past &past)
{
    QMap<QString, QList<Sample>> before;
    for (const Bucket &bucket : past.buckets) {
        const QList<Sample> known = fine.value(bucket.field);
        const qint64 begin = known.isEmpty() ? std::numeric_limits<qint64>::max() : known.first().at;
        if (bucket.at + past.spanMs <= begin)
            before[bucket.field].append({bucket.at + past.spanMs / 2, bucket.sum / double(bucket.count)});
    }
    for (auto field = before.cbegin(); field != before.cend(); ++field)
        fine[field.key()] = *field + fine.value(field.key());
}

QList<QList<double>> pointsOf(const QList<Sample> &samples)
{
    QList<QList<double>> points;
    points.reserve(samples.size());
    for (const Sample &sample : samples)
        points.append({double(sample.at), sample.value});
    return points;
}

qint64 bytesOf(const Chart &chart)
{
    QByteArray json;
    protocol::appendObject(json, chart);
    return json.size();
}

QString labelOf(const PanelSeries &series, const QString &field)
{
    return series.label.value_or(field == QStringLiteral("value") ? series.channel : field);
}

} // namespace

Charts::Charts(const Services &services, const Channels &channels)
    : m_services(services), m_channels(channels)
{}

void Charts::take(const Panel &panel, qint64 now, const Gate &gate, const Taken &answer)
{
    if (const auto fits = checkPanel(panel, m_services.limits.panelBytes); !fits) {
        m_refused += fits.error().code == ErrorCode::TooLarge;
        return answer(fits.error());
    }
    const qint64 from = now - panel.rangeMs.value_or(hourMs);
    m_services.storage.read<QList<Past>>(
        this,
        [panel, gate, from, now](Database &db) -> Result<QList<Past>> {
            if (const auto may = gate(db); !may)
                return may.error();
            return now - from > hourMs ? pastOf(db, panel, from, now) : Result(QList<Past>());
        },
        [this, panel, from, now, answer](const Result<QList<Past>> &past) {
            if (!past)
                return answer(past.error());
            Numbers numbers = recent(panel, from);
            for (const Past &each : *past)
                addBefore(numbers[each.channel], each);
            const auto chart = chartOf(panel, numbers, from, now);
            m_tooLarge += chart ? 0 : 1;
            answer(chart);
        });
}

Charts::Numbers Charts::recent(const Panel &panel, qint64 from) const
{
    Numbers all;
    const Shown shown = shownOf(panel);
    for (auto channel = shown.cbegin(); channel != shown.cend(); ++channel) {
        const auto points =
            m_channels.sampled(channel.key(), from, valuesRead / shown.size(), bytesRead / shown.size());
        for (const Point &point : points) {
            for (const auto &[field, value] : numbersOf(point.json)) {
                if (channel->contains(field) || channel->contains(QString()))
                    all[channel.key()][field].append({point.at, value});
            }
        }
    }
    return all;
}

Result<Chart> Charts::chartOf(const Panel &panel, const Numbers &numbers, qint64 from, qint64 until) const
{
    Chart chart{panel, from, until, {}};
    QList<QList<Sample>> lines;
    for (const PanelSeries &series : panel.series) {
        const auto fields = numbers.value(series.channel);
        for (const QString &field : series.field.isEmpty() ? fields.keys() : QStringList{series.field}) {
            if (lines.size() == protocol::chartSeriesRange.max)
                break;
            chart.series.append({series.channel, field, labelOf(series, field), {}});
            lines.append(fields.value(field));
        }
    }
    for (qsizetype limit = protocol::chartPointsRange.max; limit >= leastPoints; limit /= 2) {
        for (qsizetype i = 0; i < lines.size(); ++i)
            chart.series[i].points = pointsOf(thinned(lines.at(i), limit));
        if (bytesOf(chart) <= m_services.limits.chartBytes)
            return chart;
    }
    return Error(ErrorCode::TooLarge, QStringLiteral("panel: too many series for the chart of a message"));
}

Result<Done> mayShow(Database &db, const QString &userId, const Panel &panel)
{
    const auto user = db.accounts().userById(userId);
    if (!user)
        return user.error();
    for (const QString &channel : channelsOf(panel)) {
        if (const auto may = mayRead({{*user, {}}, {}}, channel); !may)
            return may.error();
    }
    return Done{};
}

QString captionOf(const Chart &chart, qsizetype bytes)
{
    QStringList values;
    for (const ChartSeries &series : chart.series) {
        if (series.points.isEmpty() || values.size() == captionValues)
            continue;
        const QString name = chart.series.size() > 1 ? series.label + QLatin1Char(' ') : QString();
        const QString unit = chart.panel.unit ? QLatin1Char(' ') + *chart.panel.unit : QString();
        values.append(name + QString::number(series.points.last().last(), 'g', 6) + unit);
    }
    const QString title =
        chart.panel.title.isEmpty() ? channelsOf(chart.panel).join(QStringLiteral(", ")) : chart.panel.title;
    const QString caption = QStringLiteral("%1: %2").arg(
        title, values.isEmpty() ? QStringLiteral("no value yet") : values.join(QStringLiteral(", ")));
    return fittingText(caption, std::min(captionBytes, bytes));
}

} // namespace hearth::server
