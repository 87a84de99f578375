#include "app/live/samples.h"

#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <optional>

namespace hearth::app {

namespace {

constexpr int maxNumbers = 32;
constexpr qsizetype paced = 200; //!< newest values that say how often they come

std::optional<double> numberOf(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? 1 : 0;
    if (value.isNull())
        return std::numeric_limits<double>::quiet_NaN();
    return value.isDouble() && std::isfinite(value.toDouble()) ? std::optional(value.toDouble())
                                                               : std::nullopt;
}

//! The first that is not before `at`.
template <class T>
auto firstAt(const QList<T> &items, qint64 at)
{
    return std::lower_bound(
        items.cbegin(), items.cend(), at, [](const T &item, qint64 time) { return item.at < time; });
}

template <class T>
bool isNumber(const T &item)
{
    if constexpr (std::is_same_v<T, Sample>)
        return !std::isnan(item.mean);
    else
        return !std::isnan(item.value);
}

} // namespace

QList<std::pair<QString, double>> numbersIn(const QJsonValue &value)
{
    QList<std::pair<QString, double>> numbers;
    if (!value.isObject()) {
        if (const auto alone = numberOf(value))
            numbers.append({QStringLiteral("value"), *alone});
        return numbers;
    }
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end() && numbers.size() < maxNumbers; ++it) {
        if (const auto number = numberOf(it.value()))
            numbers.append({it.key(), *number});
    }
    return numbers;
}

Sample SeriesView::nearest(qint64 at, qint64 reach) const
{
    Sample best;
    qint64 distance = reach;
    each(at, at, [&](const Sample &each, bool isSpan) {
        const qint64 away = std::abs(each.at - at);
        const qint64 slack = isSpan && spans ? spans->spanMs / 2 : 0;
        if (away - slack <= distance && !std::isnan(each.mean)) {
            distance = std::max<qint64>(0, away - slack);
            best = each;
        }
    });
    return best;
}

qint64 SeriesView::neighbour(qint64 at, int direction) const
{
    const QList<Sample> none;
    const QList<Sample> &spanned = spans ? spans->samples : none;
    const auto isOld = [this](const Sample &each) { return each.at < liveFrom; };
    const auto end = std::partition_point(spanned.cbegin(), spanned.cend(), isOld);
    const auto liveBegin = live ? firstAt(*live, liveFrom) : QList<Reading>::const_iterator();
    if (direction > 0) {
        const auto past = std::find_if(std::min(firstAt(spanned, at + 1), end), end, isNumber<Sample>);
        if (past != end)
            return past->at;
        if (!live)
            return 0;
        const auto next =
            std::find_if(std::max(firstAt(*live, at + 1), liveBegin), live->cend(), isNumber<Reading>);
        return next == live->cend() ? 0 : next->at;
    }
    if (live) {
        const auto begin = std::reverse_iterator(std::max(firstAt(*live, at), liveBegin));
        const auto stop = std::reverse_iterator(liveBegin);
        if (const auto before = std::find_if(begin, stop, isNumber<Reading>); before != stop)
            return before->at;
    }
    const auto begin = std::reverse_iterator(std::min(firstAt(spanned, at), end));
    const auto before = std::find_if(begin, spanned.crend(), isNumber<Sample>);
    return before == spanned.crend() ? 0 : before->at;
}

qint64 SeriesView::pace(qint64 from, qint64 until) const
{
    if (!live)
        return 0;
    // As each() goes, but from the newest back: how it comes now.
    auto first = firstAt(*live, std::max(from, liveFrom));
    if (first != live->cbegin() && from > liveFrom)
        --first;
    auto last = firstAt(*live, until + 1);
    if (last != live->cend())
        ++last;
    QList<qint64> gaps;
    for (auto it = last - std::min<qsizetype>(1, last - first); it > first && gaps.size() < paced; --it)
        gaps.append(it->at - (it - 1)->at);
    if (gaps.size() < 2)
        return 0;
    const auto quarter = gaps.begin() + gaps.size() * 3 / 4;
    std::nth_element(gaps.begin(), quarter, gaps.end());
    return *quarter;
}

qint64 holeMs(qint64 pace)
{
    constexpr qint64 least = 3'000; // a late packet is no hole
    return pace == 0 ? std::numeric_limits<qint64>::max() : std::max(least, pace * 5);
}

} // namespace hearth::app
