#include "app/live/stillchannels.h"

#include <QJsonObject>

#include <algorithm>
#include <map>

namespace hearth::app {

using protocol::ChartSeries;

namespace {

//! [at, value], as the server says it; anything else is left out.
std::optional<Reading> readingOf(const QList<double> &point)
{
    constexpr protocol::Range times = protocol::bigCount;
    // What is no time is not even converted, which would be undefined.
    if (point.size() != 2 || !(point.at(0) >= double(times.min) && point.at(0) <= double(times.max)))
        return std::nullopt;
    return Reading{qint64(point.at(0)), point.at(1)};
}

} // namespace

StillChannels::StillChannels(const protocol::Chart &chart, QObject *parent)
    : StillChannels(chart, std::make_unique<Stopped>(chart.until), parent)
{}

StillChannels::StillChannels(const protocol::Chart &chart, std::unique_ptr<Stopped> clock, QObject *parent)
    : LiveChannels(*clock, parent), m_clock(std::move(clock)), m_chart(chart)
{}

void StillChannels::subscribe(const QString &channel)
{
    std::map<qint64, QJsonObject> byTime;
    for (const ChartSeries &series : m_chart.series) {
        for (const QList<double> &point :
            series.channel == channel ? series.points : QList<QList<double>>()) {
            if (const auto reading = readingOf(point))
                byTime[reading->at].insert(series.field, reading->value);
        }
    }
    QList<protocol::ChannelValue> values;
    for (const auto &[at, data] : byTime)
        values += {QString::number(values.size() + 1), at, data};
    // A history holds an hour; what is longer is drawn from askPast(), but for its newest.
    const bool isLong = m_chart.until - m_chart.from > ChannelHistory::Bounds().ageMs;
    begin(channel, isLong && !values.isEmpty() ? QList{values.last()} : values, !isLong);
}

void StillChannels::askPast(const QString &channel, qint64 key, qint64, qint64)
{
    QHash<QString, Spans> past;
    for (const ChartSeries &series : m_chart.series) {
        if (series.channel != channel)
            continue;
        Spans &spans = past[series.field];
        for (const QList<double> &point : series.points) {
            if (const auto reading = readingOf(point))
                spans.samples += Sample{reading->at, reading->value, reading->value, reading->value};
        }
        spans.spanMs = (m_chart.until - m_chart.from) / std::max<qint64>(1, spans.samples.size());
    }
    setPast(channel, key, past);
}

} // namespace hearth::app
