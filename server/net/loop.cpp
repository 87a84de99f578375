#include "server/net/loop.h"

#include "server/net/dispatcher.h"
#include "server/net/flusher.h"

#include <QSocketNotifier>

#include <algorithm>
#include <cerrno>
#include <csignal>

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace hearth::server {

struct Loop::Descriptors
{
    int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    int wake = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    int timer = ::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);

    [[nodiscard]] bool areOpen() const { return epoll >= 0 && wake >= 0 && timer >= 0; }
    ~Descriptors()
    {
        for (const int each : {epoll, wake, timer}) {
            if (each >= 0)
                ::close(each);
        }
    }
};

namespace {

void control(int epoll, int operation, int descriptor, quint32 events, Loop::Watched *watched)
{
    epoll_event event{};
    event.events = events;
    event.data.ptr = watched;
    [[maybe_unused]] const int result = ::epoll_ctl(epoll, operation, descriptor, &event);
    Q_ASSERT(result == 0);
}

} // namespace

Result<std::unique_ptr<Loop>> Loop::create(const Clock &clock, IoKind kind, TurnsBy turns)
{
    // Our own sends say MSG_NOSIGNAL; OpenSSL's cannot, and a peer that has reset would end the process.
    std::signal(SIGPIPE, SIG_IGN);
    auto descriptors = std::make_unique<Descriptors>();
    if (!descriptors->areOpen())
        return Error(
            ErrorCode::Unavailable, QStringLiteral("the system gives no more descriptors; raise ulimit -n"));
    return std::unique_ptr<Loop>(new Loop(clock, kind, turns, std::move(descriptors)));
}

Loop::Loop(const Clock &clock, IoKind kind, TurnsBy turns, std::unique_ptr<Descriptors> descriptors)
    : m_clock(clock)
    , m_timers(clock)
    , m_descriptors(std::move(descriptors))
    , m_outflow(clock, m_timers, Flusher::create(kind))
    , m_batch(std::make_unique<epoll_event[]>(batchSize))
    , m_dispatcher(turns == TurnsBy::Qt ? Dispatcher::current() : nullptr)
{
    // These two only end the wait; what they stand for is looked at in every turn. Edge-triggered, so that
    // nobody has to read them.
    control(m_descriptors->epoll, EPOLL_CTL_ADD, m_descriptors->wake, EPOLLIN | EPOLLET, nullptr);
    control(m_descriptors->epoll, EPOLL_CTL_ADD, m_descriptors->timer, EPOLLIN | EPOLLET, nullptr);
    m_timers.becameEarlier = [this] { wake(); };
    if (turns == TurnsBy::Itself)
        return;
    if (m_dispatcher && !m_dispatcher->hasLoop()) {
        m_dispatcher->setLoop(this);
        return;
    }
    m_dispatcher = nullptr;
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptors->epoll, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { turn(); });
}

Loop::~Loop()
{
    if (m_dispatcher)
        m_dispatcher->setLoop(nullptr);
    m_timers.becameEarlier = {};
    m_isInTurn = true; // nothing more is woken
    releaseRetired();
}

void Loop::releaseRetired()
{
    while (!m_retired.empty())
        std::exchange(m_retired, {}).clear();
}

void Loop::watch(int descriptor, quint32 events, Watched *watched)
{
    control(m_descriptors->epoll, EPOLL_CTL_ADD, descriptor, events, watched);
}

void Loop::rewatch(int descriptor, quint32 events, Watched *watched)
{
    control(m_descriptors->epoll, EPOLL_CTL_MOD, descriptor, events, watched);
}

void Loop::unwatch(int descriptor, const Watched *watched)
{
    control(m_descriptors->epoll, EPOLL_CTL_DEL, descriptor, 0, nullptr);
    for (int i = m_batchAt; i < m_batchEnd; ++i) {
        if (m_batch[std::size_t(i)].data.ptr == watched)
            m_batch[std::size_t(i)].data.ptr = nullptr;
    }
}

void Loop::post(std::function<void()> job)
{
    bool isFirst = false;
    {
        const std::scoped_lock lock(m_inboxMutex);
        isFirst = m_inbox.empty();
        m_inbox.push_back(std::move(job));
    }
    if (isFirst) {
        const quint64 one = 1;
        [[maybe_unused]] const auto written = ::write(m_descriptors->wake, &one, sizeof one);
    }
}

void Loop::atTurnEnd(std::function<void()> job)
{
    m_turnEnd.push_back(std::move(job));
    wake();
}

void Loop::afterFlush(std::function<void()> job)
{
    m_afterFlush.push_back(std::move(job));
    wake();
}

std::size_t Loop::inboxSize()
{
    const std::scoped_lock lock(m_inboxMutex);
    return m_inbox.size();
}

void Loop::flushAtTurnEnd(Stream *stream)
{
    m_outflow.add(stream);
    wake();
}

void Loop::flushAtTurnEnd(Outlet *outlet)
{
    m_outflow.add(outlet);
    wake();
}

void Loop::retire(std::unique_ptr<Retired> object)
{
    m_retired.push_back(std::move(object));
    wake();
}

void Loop::wake()
{
    if (m_isInTurn || std::exchange(m_isWoken, true))
        return;
    const quint64 one = 1;
    [[maybe_unused]] const auto written = ::write(m_descriptors->wake, &one, sizeof one);
}

bool Loop::turn(int timeoutMs)
{
    // A drain runs Qt's event loop from within a turn.
    if (m_isInTurn)
        return false;
    m_isInTurn = true;
    handleReady(timeoutMs);
    m_isWoken = false;
    std::vector<std::function<void()>> jobs;
    {
        const std::scoped_lock lock(m_inboxMutex);
        jobs.swap(m_inbox);
    }
    for (const auto &job : jobs)
        job();
    m_timers.runDue();
    endTurn();
    if (m_isTimed)
        m_figures.busySeconds +=
            std::chrono::duration<double>(std::chrono::steady_clock::now() - m_turnBegan).count();
    m_isInTurn = false;
    return true;
}

void Loop::handleReady(int timeoutMs)
{
    m_batchEnd = std::max(0, ::epoll_wait(m_descriptors->epoll, m_batch.get(), batchSize, timeoutMs));
    if (m_isTimed)
        m_turnBegan = std::chrono::steady_clock::now();
    ++m_figures.turns;
    m_figures.ready += quint64(m_batchEnd);
    for (m_batchAt = 0; m_batchAt < m_batchEnd;) {
        const epoll_event &event = m_batch[std::size_t(m_batchAt++)];
        if (event.data.ptr)
            static_cast<Watched *>(event.data.ptr)->ready(event.events);
    }
    m_batchAt = m_batchEnd = 0;
}

void Loop::endTurn()
{
    // What a job or a failed send queues belongs to this turn too.
    do {
        for (const auto &job : std::exchange(m_turnEnd, {}))
            job();
        if (m_outflow.isDue())
            m_outflow.flush(std::exchange(m_afterFlush, {}));
        std::exchange(m_retired, {}).clear();
    } while (!m_turnEnd.empty() || !m_retired.empty() || !m_outflow.isDone());
    armTimer();
}

void Loop::armTimer()
{
    const qint64 next = m_timers.nextMs().value_or(0);
    if (next == m_armedFor && next > m_clock.steadyMs())
        return;
    m_armedFor = next;
    itimerspec when{};
    if (next > 0) {
        const qint64 left = std::max<qint64>(next - m_clock.steadyMs(), 0);
        when.it_value.tv_sec = left / 1000;
        when.it_value.tv_nsec = std::max<qint64>(left % 1000 * 1'000'000, 1);
    }
    ::timerfd_settime(m_descriptors->timer, 0, &when, nullptr);
}

} // namespace hearth::server
