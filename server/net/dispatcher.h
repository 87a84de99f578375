#pragma once

#include <QAbstractEventDispatcher>

#include <array>
#include <atomic>
#include <map>
#include <memory>

namespace hearth::server {

class Loop;
class QtTimers;

//! Qt's events on a thread whose work is a Loop's. The thread waits in the loop's own epoll set, in which
//! Qt's descriptors, timers and posted events are one descriptor; Qt's dispatcher has it the other way round,
//! and each turn of the loop then pays for a look at everything of Qt's first. Without a loop it is an
//! ordinary dispatcher.
//!
//! Set by QCoreApplication::setEventDispatcher() before the application is made. wakeUp() and interrupt() are
//! for any thread, all else is for its own.
class Dispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    Dispatcher();
    ~Dispatcher() override;

    //! The dispatcher of this thread; null where it has another.
    [[nodiscard]] static Dispatcher *current();
    //! The loop whose turns are run from now on; one a thread. null: it goes.
    void setLoop(Loop *loop);
    [[nodiscard]] bool hasLoop() const { return m_loop != nullptr; }

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;
    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;
    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int id) override;
    bool unregisterTimers(QObject *object) override;
    [[nodiscard]] QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int id) override;
    void wakeUp() override;
    void interrupt() override;

private:
    class QtReady;

    //! Ends the wait after `timeoutMs`, -1: never; what is ready is left to handleReady().
    void wait(int timeoutMs);
    bool handleReady(QEventLoop::ProcessEventsFlags flags);
    void watchAgain(int descriptor);

    int m_epoll;
    int m_wake;
    std::atomic<bool> m_isWoken = false;
    std::atomic<bool> m_isInterrupted = false;
    Loop *m_loop = nullptr;
    std::unique_ptr<QtReady> m_qtReady;
    std::unique_ptr<QtTimers> m_timers;
    //! By descriptor: the notifiers for reading, writing and what is urgent.
    std::map<int, std::array<QSocketNotifier *, 3>> m_notifiers;
};

} // namespace hearth::server
