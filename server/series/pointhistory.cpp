#include "server/series/pointhistory.h"

#include <algorithm>

namespace hearth::server {

namespace {

//! What a point costs beside its text.
constexpr qint64 overhead = sizeof(Point) + 32;

qint64 costOf(const Point &point)
{
    return point.json.size() + overhead;
}

//! From the newest to the oldest, as they came, turned: a sender may say times out of order.
QList<Point> byTime(QList<Point> points)
{
    std::reverse(points.begin(), points.end());
    std::stable_sort(
        points.begin(), points.end(), [](const Point &one, const Point &other) { return one.at < other.at; });
    return points;
}

} // namespace

bool PointHistory::add(Point point, qint64 now)
{
    auto place = m_points.end();
    while (place != m_points.begin() && std::prev(place)->id > point.id)
        --place;
    const bool isThere = place != m_points.begin() && std::prev(place)->id == point.id;
    if (isThere || (!m_points.empty() && point.id <= m_forgottenUpTo))
        return false;
    m_bytes += costOf(point);
    m_points.insert(place, std::move(point));
    trim(now);
    return true;
}

void PointHistory::trim(qint64 now)
{
    const auto isTooMuch = [this, now] {
        return qsizetype(m_points.size()) > m_bounds.points || m_bytes > m_bounds.bytes ||
               m_points.front().at < now - m_bounds.ageMs;
    };
    while (m_points.size() > 1 && isTooMuch())
        dropOldest();
}

void PointHistory::dropOldest()
{
    if (m_points.size() < 2)
        return;
    m_forgottenUpTo = m_points.front().id;
    m_bytes -= costOf(m_points.front());
    m_points.pop_front();
}

std::optional<Point> PointHistory::last() const
{
    return m_points.empty() ? std::nullopt : std::optional(m_points.back());
}

QList<Point> PointHistory::since(qint64 at, qsizetype limit) const
{
    QList<Point> found;
    for (auto it = m_points.rbegin(); it != m_points.rend() && found.size() < limit; ++it) {
        if (it->at >= at)
            found.append(*it);
    }
    return byTime(found);
}

QList<Point> PointHistory::sampled(qint64 at, qsizetype limit, qint64 bytes) const
{
    const auto isIn = [at](const Point &point) { return point.at >= at; };
    const auto count = qsizetype(std::count_if(m_points.begin(), m_points.end(), isIn));
    if (count == 0)
        return {};
    const qint64 each = std::max<qint64>(1, m_bytes / qint64(m_points.size()));
    const qsizetype most = std::clamp<qsizetype>(bytes / each, 1, limit);
    QList<Point> found;
    qsizetype index = 0;
    for (auto it = m_points.rbegin(); it != m_points.rend() && bytes > 0; ++it) {
        if (!isIn(*it))
            continue;
        const bool isNext = index == 0 || index * most / count > (index - 1) * most / count;
        ++index;
        if (!isNext)
            continue;
        bytes -= it->json.size();
        found.append(*it);
    }
    return byTime(found);
}

std::optional<QList<Point>> PointHistory::after(qint64 id, qsizetype limit) const
{
    if (id < m_forgottenUpTo)
        return std::nullopt;
    const auto first = std::upper_bound(m_points.begin(), m_points.end(), id,
        [](qint64 value, const Point &point) { return value < point.id; });
    return QList<Point>(first, first + std::min<qsizetype>(limit, m_points.end() - first));
}

} // namespace hearth::server
