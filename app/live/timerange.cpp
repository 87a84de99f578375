#include "app/live/timerange.h"

#include <QDateTime>

#include <algorithm>

namespace hearth::app {

TimeRange::TimeRange(QObject *parent) : TimeRange([] { return QDateTime::currentMSecsSinceEpoch(); }, parent)
{}

TimeRange::TimeRange(Now now, QObject *parent) : QObject(parent), m_now(std::move(now))
{}

void TimeRange::setLength(qint64 ms)
{
    m_length = std::clamp(ms, shortest, longest);
    m_from = 0;
    m_until = 0;
    Q_EMIT changed();
}

void TimeRange::setPaused(bool paused)
{
    if (paused == isPaused())
        return;
    m_from = 0;
    m_until = paused ? m_now() : 0;
    Q_EMIT changed();
}

void TimeRange::setHoverAt(qint64 at)
{
    if (m_hoverAt == at)
        return;
    m_hoverAt = at;
    Q_EMIT hoverChanged();
}

qint64 TimeRange::from(qint64 now) const
{
    return isZoomed() ? m_from : until(now) - m_length;
}

qint64 TimeRange::until(qint64 now) const
{
    return isPaused() ? m_until : now;
}

void TimeRange::zoomTo(qint64 from, qint64 until)
{
    constexpr qint64 least = 1'000;
    if (qAbs(until - from) < least)
        return;
    m_from = std::min(from, until);
    m_until = std::max(from, until);
    Q_EMIT changed();
}

void TimeRange::reset()
{
    m_from = 0;
    m_until = 0;
    Q_EMIT changed();
}

} // namespace hearth::app
