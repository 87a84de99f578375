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

void Outflow::flush()
{
    m_isHeld = false;
    if (m_streams.size() < manyStreams)
        return m_flusher->flush(m_streams);
    const qint64 begun = m_clock.steadyMs();
    if (const qint64 until = heldUntil(begun); until > begun) {
        m_isHeld = true;
        return m_timer.start(int(until - begun));
    }
    m_moreUntil = 0;
    m_flusher->flush(m_streams);
    const qint64 ended = m_clock.steadyMs();
    m_restUntil = ended + std::min<qint64>(ended - begun, restMs);
}

const char *Outflow::name() const
{
    return m_flusher->name();
}

} // namespace hearth::server
