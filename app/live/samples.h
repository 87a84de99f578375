#pragma once

#include <QHash>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <utility>

namespace hearth::app {

//! A number of a channel at a time.
struct Reading
{
    qint64 at = 0;    //!< ms since 1970
    double value = 0; //!< NaN: the sender said that there is none
    bool operator==(const Reading &) const = default;
};

//! What the numbers of a span of time were; of a single one all three are the same.
struct Sample
{
    qint64 at = 0; //!< the middle of the span
    double mean = 0;
    double least = 0;
    double most = 0;
    bool operator==(const Sample &) const = default;
};

//! Spans of one field, the oldest first.
struct Spans
{
    qint64 spanMs = 0;
    QList<Sample> samples;
};

//! The numbers of a value by name, as the server takes them (server/series/values.h): a number alone is
//! `value`, of an object those directly in it; true and false count as 1 and 0. Beside that, null is NaN: a
//! hole that is meant. At most 32.
[[nodiscard]] QList<std::pair<QString, double>> numbersIn(const QJsonValue &value);

//! Two parts of the same story, not copied: spans of long ago, and each reading from `liveFrom` on.
struct SeriesView
{
    const Spans *spans = nullptr;
    const QList<Reading> *live = nullptr;
    qint64 liveFrom = 0;

    //! Calls take(Sample, bool isSpan) for those in [from, until], and one before and after, in the order of
    //! time.
    template <class Take>
    void each(qint64 from, qint64 until, Take take) const;
    //! That nearest to `at`, no more than `reach` ms away; nullptr-like (at = 0) where there is none.
    [[nodiscard]] Sample nearest(qint64 at, qint64 reach) const;
    //! The next one in time after `at` (direction 1) or before it (-1); 0: none.
    [[nodiscard]] qint64 neighbour(qint64 at, int direction) const;
    //! The time from one to the next that is longer than all but a quarter within [from, until]; 0 where
    //! there are fewer than three.
    [[nodiscard]] qint64 pace(qint64 from, qint64 until) const;
};

//! From here on without a value there is a hole in the line.
[[nodiscard]] qint64 holeMs(qint64 pace);

template <class Take>
void SeriesView::each(qint64 from, qint64 until, Take take) const
{
    const auto before = [](const auto &item, qint64 at) { return item.at < at; };
    if (spans) {
        const QList<Sample> &all = spans->samples;
        auto it = std::lower_bound(all.begin(), all.end(), from, before);
        if (it != all.begin())
            --it;
        for (; it != all.end() && it->at < liveFrom; ++it) {
            take(*it, true);
            if (it->at > until)
                return;
        }
    }
    if (live) {
        auto it = std::lower_bound(live->begin(), live->end(), std::max(from, liveFrom), before);
        if (it != live->begin() && from > liveFrom)
            --it;
        for (; it != live->end(); ++it) {
            take(Sample{it->at, it->value, it->value, it->value}, false);
            if (it->at > until)
                return;
        }
    }
}

} // namespace hearth::app
