#include "server/series/alertwatch.h"

#include <utility>

namespace hearth::server {

bool AlertWatch::isBeyond(double value, double limit) const
{
    return m_rule.condition == Condition::Above ? value > limit : value < limit;
}

AlertWatch::Change AlertWatch::enter(Phase phase, qint64 now)
{
    const Phase before = std::exchange(m_phase, phase);
    m_since = now;
    if (phase == Phase::Firing)
        return Change::Fired;
    return before == Phase::Firing && phase == Phase::Quiet ? Change::Recovered : Change::None;
}

AlertWatch::Change AlertWatch::take(double value, qint64 now)
{
    m_lastAt = now;
    if (m_rule.condition == Condition::Absent)
        return m_phase == Phase::Firing ? enter(Phase::Quiet, now) : Change::None;
    // What fires goes on until the value is back at the nearer line: no flapping at the limit.
    const double limit = m_phase == Phase::Firing ? m_rule.clearAt : m_rule.limit;
    if (!isBeyond(value, limit))
        return m_phase == Phase::Quiet ? Change::None : enter(Phase::Quiet, now);
    if (m_phase == Phase::Quiet) {
        m_worst = value;
        (void)enter(Phase::Pending, now);
    } else if (!m_worst || isBeyond(value, *m_worst)) {
        m_worst = value;
    }
    return passed(now);
}

AlertWatch::Change AlertWatch::passed(qint64 now)
{
    const bool isAbsent =
        m_rule.condition == Condition::Absent && m_phase == Phase::Quiet && now - m_lastAt >= m_rule.forMs;
    const bool hasLasted = m_phase == Phase::Pending && now - m_since >= m_rule.forMs;
    return isAbsent || hasLasted ? enter(Phase::Firing, now) : Change::None;
}

} // namespace hearth::server
