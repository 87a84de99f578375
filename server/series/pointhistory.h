#pragma once

#include "server/series/point.h"
#include "shared/base/spans.h"

#include <QList>

#include <deque>
#include <optional>

namespace hearth::server {

//! The last values of one channel, in the order of their ids, at full resolution. Bounded by their number,
//! their bytes and their age; the last one stays whatever its age.
class PointHistory
{
public:
    struct Bounds
    {
        qsizetype points = 36'000; //!< 10 a second for an hour
        qint64 bytes = 4 * 1024 * 1024;
        qint64 ageMs = hourMs;
        bool operator==(const Bounds &) const = default;
    };

    explicit PointHistory(const Bounds &bounds) : m_bounds(bounds) {}

    //! In its place by the id: of several servers' the later may come first. One that is there, or was
    //! forgotten, is left out (false). `now`: ms since 1970.
    bool add(Point point, qint64 now);
    //! Before the first: what came up to this id is not known here.
    void beginAfter(qint64 id) { m_forgottenUpTo = id; }
    //! Forgets the first by id as far as they are too old or too many, but not the last: as storage does
    //! (ChannelStore::forget), so that a restart changes nothing.
    void trim(qint64 now);
    void dropOldest();

    [[nodiscard]] qint64 bytes() const { return m_bytes; }
    [[nodiscard]] qsizetype size() const { return qsizetype(m_points.size()); }
    [[nodiscard]] std::optional<Point> last() const;
    //! The newest of those from `at` on, at most `limit`, the oldest first.
    [[nodiscard]] QList<Point> since(qint64 at, qsizetype limit) const;
    //! Some of those from `at` on, evenly by their number, the newest among them, the oldest first: at most
    //! `limit`, and about `bytes` of text.
    [[nodiscard]] QList<Point> sampled(qint64 at, qsizetype limit, qint64 bytes) const;
    //! The first of those after the id; nothing where some that came after it may have been forgotten.
    [[nodiscard]] std::optional<QList<Point>> after(qint64 id, qsizetype limit) const;

private:
    Bounds m_bounds;
    std::deque<Point> m_points;
    qint64 m_bytes = 0;
    qint64 m_forgottenUpTo = 0;
};

} // namespace hearth::server
