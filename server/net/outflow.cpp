#include "server/net/outflow.h"

#include "server/net/flusher.h"

#include <algorithm>

namespace hearth::server {

namespace {

//! Their sends take about as long as a commit.
constexpr std::size_t manyStreams = 256;
constexpr int moreMs = 5;
constexpr int restMs = 5;

} // namespace

Outflow::Outflow(const Clock &clock, Timers &timers, std::unique_ptr<Flusher> flusher)
    : m_clock(clock)
    , m_flusher(std::move(flusher))
    , m_timer(timers, [] {}) // the turn that it makes looks again
{}

Outflow::~Outflow() = default;

void Outflow::forget(const Stream *stream)
{
    std::replace(
        m_streams.begin(), m_streams.end(), const_cast<Stream *>(stream), static_cast<Stream *>(nullptr));
}

void Outflow::gotMore()
{
    m_isMoreDue = false;
    m_moreUntil = 0;
}

qint64 Outflow::heldUntil(qint64 now)
{
    if (m_isMoreDue && m_moreUntil == 0)
        m_moreUntil = now + moreMs;
    m_isMoreDue = m_isMoreDue && m_moreUntil > now;
    return std::max(m_isMoreDue ? m_moreUntil : 0, m_restUntil);
}

std::size_t Outflow::waiting() const
{
    std::size_t count = m_streams.size();
    for (const Outlet *outlet : m_outlets)
        count += outlet->waiting();
    return count;
}

bool Outflow::isDue()
{
    m_isHeld = false;
    if (waiting() < manyStreams)
        return true;
    const qint64 now = m_clock.steadyMs();
    const qint64 until = heldUntil(now);
    m_isHeld = until > now;
    if (m_isHeld)
        m_timer.start(int(until - now));
    return !m_isHeld;
}

void Outflow::flush(std::vector<std::function<void()>> afterwards)
{
    if (waiting() < manyStreams)
        return send(std::move(afterwards));
    m_moreUntil = 0;
    const qint64 begun = m_clock.steadyMs();
    send(std::move(afterwards));
    const qint64 ended = m_clock.steadyMs();
    m_restUntil = ended + std::min<qint64>(ended - begun, restMs);
}

void Outflow::send(std::vector<std::function<void()>> afterwards)
{
    struct Afterwards
    {
        std::vector<std::function<void()>> jobs;
        int awaited = 1; //!< the streams, and each outlet
        void oneIsDone()
        {
            if (--awaited > 0)
                return;
            for (const auto &job : jobs)
                job();
        }
    };
    std::shared_ptr<Afterwards> after;
    if (!afterwards.empty())
        after = std::make_shared<Afterwards>(Afterwards{std::move(afterwards)});
    // The outlets first: their threads send while this one does.
    for (Outlet *outlet : std::exchange(m_outlets, {})) {
        if (after)
            ++after->awaited;
        outlet->flush(after ? [after] { after->oneIsDone(); } : std::function<void()>());
    }
    m_flusher->flush(m_streams);
    if (after)
        after->oneIsDone();
}

const char *Outflow::name() const
{
    return m_flusher->name();
}

} // namespace hearth::server
