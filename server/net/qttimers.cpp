#include "server/net/qttimers.h"

#include <QCoreApplication>
#include <QTimerEvent>

namespace hearth::server {

namespace {

template <class Timers>
auto find(Timers &timers, int id)
{
    return std::ranges::find_if(timers, [id](const QtTimers::One &each) { return each.info.timerId == id; });
}

} // namespace

void QtTimers::add(int id, qint64 interval, Qt::TimerType type, QObject *object)
{
    m_timers.push_back(
        {QAbstractEventDispatcher::TimerInfo(id, int(interval), type), object, m_clock.elapsed() + interval});
}

int QtTimers::nextMs() const
{
    const auto first = std::ranges::min_element(m_timers, {}, &One::due);
    return first == m_timers.end() ? -1 : int(std::max<qint64>(first->due - m_clock.elapsed(), 0));
}

int QtTimers::remainingMs(int id) const
{
    const auto found = find(m_timers, id);
    return found == m_timers.end() ? -1 : int(std::max<qint64>(found->due - m_clock.elapsed(), 0));
}

bool QtTimers::activate()
{
    const qint64 now = m_clock.elapsed();
    std::vector<int> due;
    for (const One &each : m_timers) {
        if (each.due <= now)
            due.push_back(each.info.timerId);
    }
    // Qt's own order: who waited longest comes first.
    std::ranges::stable_sort(due, {}, [this](int id) { return find(m_timers, id)->due; });
    for (const int id : due) {
        const auto found = find(m_timers, id); // one before it may have ended it
        if (found == m_timers.end())
            continue;
        // Rounds that were missed are not made up for.
        found->due = std::max(found->due + found->info.interval, now);
        QTimerEvent event(id);
        QCoreApplication::sendEvent(found->object, &event);
    }
    return !due.empty();
}

} // namespace hearth::server
