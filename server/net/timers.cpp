#include "server/net/timers.h"

#include <algorithm>

namespace hearth::server {

Timers::~Timers()
{
    for (const auto &[deadline, timer] : m_active)
        timer->m_deadline = 0;
}

std::optional<qint64> Timers::nextMs() const
{
    return m_active.empty() ? std::nullopt : std::optional(m_active.begin()->first);
}

void Timers::runDue()
{
    const qint64 now = m_clock.steadyMs();
    while (!m_active.empty() && m_active.begin()->first <= now) {
        Timer *timer = m_active.begin()->second;
        timer->stop();
        const auto callback = timer->m_callback; // what it does may end the timer
        callback();
    }
}

void Timers::add(qint64 deadline, Timer *timer)
{
    const auto place = m_active.emplace(deadline, timer).first;
    if (place == m_active.begin() && becameEarlier)
        becameEarlier();
}

void Timer::start(int ms)
{
    stop();
    m_deadline = m_timers.m_clock.steadyMs() + std::max(ms, 1);
    m_timers.add(m_deadline, this);
}

void Timer::stop()
{
    if (const qint64 deadline = std::exchange(m_deadline, 0))
        m_timers.m_active.erase({deadline, this});
}

} // namespace hearth::server
