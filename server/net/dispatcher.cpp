#include "server/net/dispatcher.h"

#include "server/net/loop.h"
#include "server/net/qttimers.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <algorithm>

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace hearth::server {

//! Qt's set of descriptors within the loop's: being ready ends the loop's wait, and is handled after its
//! turn.
class Dispatcher::QtReady final : public Loop::Watched
{
public:
    void ready(quint32) override {}
};

namespace {

constexpr std::array eventsOf{quint32(EPOLLIN), quint32(EPOLLOUT), quint32(EPOLLPRI)};

std::size_t kindOf(const QSocketNotifier &notifier)
{
    return std::size_t(notifier.type());
}

} // namespace

Dispatcher::Dispatcher()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
    , m_qtReady(std::make_unique<QtReady>())
    , m_timers(std::make_unique<QtTimers>())
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = m_wake;
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event);
}

Dispatcher::~Dispatcher()
{
    ::close(m_wake);
    ::close(m_epoll);
}

Dispatcher *Dispatcher::current()
{
    return qobject_cast<Dispatcher *>(QAbstractEventDispatcher::instance());
}

void Dispatcher::setLoop(Loop *loop)
{
    if (m_loop)
        m_loop->unwatch(m_epoll, m_qtReady.get());
    m_loop = loop;
    if (m_loop)
        m_loop->watch(m_epoll, EPOLLIN, m_qtReady.get());
}

bool Dispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_isInterrupted = false;
    Q_EMIT awake();
    // Whoever posts after this ends the wait.
    m_isWoken = false;
    QCoreApplication::sendPostedEvents();
    const bool mayWait = flags.testFlag(QEventLoop::WaitForMoreEvents) && !m_isInterrupted;
    if (mayWait)
        Q_EMIT aboutToBlock();
    wait(mayWait ? m_timers->nextMs() : 0);
    const bool wasReady = handleReady(flags);
    const bool wasDue = m_timers->activate();
    return wasReady || wasDue;
}

void Dispatcher::wait(int timeoutMs)
{
    // Within a turn, such as of a job that drains, only Qt's own is waited for.
    if (m_loop && m_loop->turn(timeoutMs))
        return;
    epoll_event ignored{};
    ::epoll_wait(m_epoll, &ignored, 1, timeoutMs);
}

bool Dispatcher::handleReady(QEventLoop::ProcessEventsFlags flags)
{
    std::array<epoll_event, 64> events{};
    const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), 0);
    bool wasReady = false;
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events[std::size_t(i)];
        if (event.data.fd == m_wake) {
            quint64 ignored = 0;
            [[maybe_unused]] const auto got = ::read(m_wake, &ignored, sizeof ignored);
            wasReady = true;
            continue;
        }
        if (flags.testFlag(QEventLoop::ExcludeSocketNotifiers))
            continue;
        for (std::size_t kind = 0; kind < eventsOf.size(); ++kind) {
            // Looked up each time: what is called may end any of them.
            const auto found = m_notifiers.find(event.data.fd);
            if (found == m_notifiers.end())
                break;
            const bool isReady = event.events & (eventsOf[kind] | EPOLLERR | EPOLLHUP);
            if (!found->second[kind] || !isReady)
                continue;
            QEvent activation(QEvent::SockAct);
            QCoreApplication::sendEvent(found->second[kind], &activation);
            wasReady = true;
        }
    }
    return wasReady;
}

void Dispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const int descriptor = int(notifier->socket());
    m_notifiers[descriptor][kindOf(*notifier)] = notifier;
    watchAgain(descriptor);
}

void Dispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const int descriptor = int(notifier->socket());
    const auto found = m_notifiers.find(descriptor);
    if (found == m_notifiers.end() || found->second[kindOf(*notifier)] != notifier)
        return;
    found->second[kindOf(*notifier)] = nullptr;
    watchAgain(descriptor);
}

void Dispatcher::watchAgain(int descriptor)
{
    epoll_event event{};
    event.data.fd = descriptor;
    const auto &notifiers = m_notifiers[descriptor];
    for (std::size_t kind = 0; kind < notifiers.size(); ++kind)
        event.events |= notifiers[kind] ? eventsOf[kind] : 0;
    if (event.events == 0) {
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr); // it may be closed by now
        m_notifiers.erase(descriptor);
    } else if (::epoll_ctl(m_epoll, EPOLL_CTL_MOD, descriptor, &event) != 0) {
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event);
    }
}

void Dispatcher::registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object)
{
    m_timers->add(id, interval, type, object);
}

bool Dispatcher::unregisterTimer(int id)
{
    return m_timers->remove([id](const QtTimers::One &each) { return each.info.timerId == id; });
}

bool Dispatcher::unregisterTimers(QObject *object)
{
    return m_timers->remove([object](const QtTimers::One &each) { return each.object == object; });
}

QList<QAbstractEventDispatcher::TimerInfo> Dispatcher::registeredTimers(QObject *object) const
{
    QList<TimerInfo> out;
    for (const QtTimers::One &each : m_timers->all()) {
        if (each.object == object)
            out.append(each.info);
    }
    return out;
}

int Dispatcher::remainingTime(int id)
{
    return m_timers->remainingMs(id);
}

void Dispatcher::interrupt()
{
    m_isInterrupted = true;
    wakeUp();
}

void Dispatcher::wakeUp()
{
    if (m_isWoken.exchange(true))
        return;
    const quint64 one = 1;
    [[maybe_unused]] const auto written = ::write(m_wake, &one, sizeof one);
}

} // namespace hearth::server
