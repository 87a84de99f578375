#pragma once

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

namespace hearth::test {

//! Runs the event loop until the predicate holds; false when it does not within `ms`. Wakes with each event.
template <class Predicate>
[[nodiscard]] bool waitFor(Predicate holds, int ms = 10'000)
{
    const QDeadlineTimer deadline(ms);
    QEventLoop loop;
    QTimer alarm; // an event at the deadline, so that the loop does not wait for ever
    alarm.start(ms);
    while (!holds()) {
        if (deadline.hasExpired())
            return false;
        loop.processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

} // namespace hearth::test
