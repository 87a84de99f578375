#pragma once

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>

#include <algorithm>
#include <vector>

namespace hearth::server {

//! The timers of Qt's objects on one thread. A server has a handful, so they are looked at one by one.
class QtTimers
{
public:
    struct One
    {
        QAbstractEventDispatcher::TimerInfo info;
        QObject *object;
        qint64 due;
    };

    QtTimers() { m_clock.start(); }

    void add(int id, qint64 interval, Qt::TimerType type, QObject *object);
    template <class Predicate>
    bool remove(Predicate isIt)
    {
        return std::erase_if(m_timers, isIt) > 0;
    }
    [[nodiscard]] const std::vector<One> &all() const { return m_timers; }
    //! Until the next one is due; -1 where there is none.
    [[nodiscard]] int nextMs() const;
    [[nodiscard]] int remainingMs(int id) const;
    //! Sends their events to those that are due, each at most one, and none to one that is begun meanwhile;
    //! false where none was due.
    bool activate();

private:
    QElapsedTimer m_clock;
    std::vector<One> m_timers;
};

} // namespace hearth::server
