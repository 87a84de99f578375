#pragma once

#include "shared/base/clock.h"

#include <functional>
#include <optional>
#include <set>
#include <utility>

namespace hearth::server {

class Timer;

//! The deadlines of one loop. Heartbeats need the millisecond: Qt's coarse timers are up to 5 % late.
class Timers
{
public:
    explicit Timers(const Clock &clock) : m_clock(clock) {}
    ~Timers();

    [[nodiscard]] qint64 nowMs() const { return m_clock.steadyMs(); }
    //! When the next one is due, on the steady clock.
    [[nodiscard]] std::optional<qint64> nextMs() const;
    //! Calls back what is due, in the order of the deadlines.
    void runDue();
    //! Called when a timer became the earliest one.
    std::function<void()> becameEarlier;

private:
    friend class Timer;
    void add(qint64 deadline, Timer *timer);

    const Clock &m_clock;
    std::set<std::pair<qint64, Timer *>> m_active;
};

//! One deadline, a member of whoever waits for it. Dies with its owner, after which nothing is called.
class Timer
{
public:
    Timer(Timers &timers, std::function<void()> callback) : m_timers(timers), m_callback(std::move(callback))
    {}
    ~Timer() { stop(); }
    Timer(const Timer &) = delete;
    Timer &operator=(const Timer &) = delete;

    //! Once, in `ms` from now (at least 1); again while active moves the deadline.
    void start(int ms);
    void stop();
    [[nodiscard]] bool isActive() const { return m_deadline != 0; }

private:
    friend class Timers;
    Timers &m_timers;
    std::function<void()> m_callback;
    qint64 m_deadline = 0;
};

} // namespace hearth::server
