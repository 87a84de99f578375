#pragma once

#include "shared/protocol/dashboard.h"

//! A panel as it was at one moment, with its values: what a message carries.
namespace hearth::protocol {

inline constexpr Range chartPointsRange{0, 300};
inline constexpr Range chartSeriesRange{0, 32};

//! The numbers of one field of a channel over time.
struct ChartSeries
{
    QString channel;
    QString field;
    QString label;
    QList<QList<double>> points;
    bool operator==(const ChartSeries &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            protocol::field("channel", &ChartSeries::channel, {1, 400}, "whose values"),
            protocol::field("field", &ChartSeries::field, {1, 256}, "which of its numbers"),
            protocol::field("label", &ChartSeries::label, {0, 400}, "what it is called"),
            protocol::field("points", &ChartSeries::points, chartPointsRange,
                "`[at, value]` each, by time, ms since 1970; thinned out so that the least and the most are "
                "still "
                "there, and the last is the newest"),
        };
    }
};

struct Chart
{
    Panel panel;
    qint64 from = 0;
    qint64 until = 0;
    QList<ChartSeries> series;
    bool operator==(const Chart &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("panel", &Chart::panel, "what it shows, and how; by its channels it goes on live"),
            field("from", &Chart::from, bigCount, "where it begins, ms since 1970"),
            field("until", &Chart::until, bigCount, "when it was taken"),
            field("series", &Chart::series, chartSeriesRange,
                "its values then; a series of the panel without a field is one here for each number"),
        };
    }
};

} // namespace hearth::protocol
