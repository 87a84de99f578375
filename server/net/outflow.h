#pragma once

#include "server/net/timers.h"

#include <functional>
#include <memory>
#include <vector>

namespace hearth::server {

class Flusher;
class Stream;

//! Another way out beside the streams: what a turn hands to another thread, which has streams of its own.
class Outlet
{
public:
    //! About how many peers wait for a flush.
    [[nodiscard]] virtual std::size_t waiting() const = 0;
    //! Hands on what there is. `flushed`, where it is one, is called on this thread once the kernel has it;
    //! never, where the outlet goes before.
    virtual void flush(const std::function<void()> &flushed) = 0;

protected:
    ~Outlet() = default;
};

//! The streams that have something to send, and when they send it: at the end of the turn, and a little later
//! where very many have, as one send of two frames costs half of two sends. What is worth waiting for:
//!  - what is on its way and goes to the same people, such as the messages of a commit;
//!  - after a flush of very many, the answers to it, for as long as it took. In a busy room flushes would
//!  else
//!    chase each other with a frame each.
class Outflow
{
public:
    Outflow(const Clock &clock, Timers &timers, std::unique_ptr<Flusher> flusher);
    ~Outflow();

    void add(Stream *stream) { m_streams.push_back(stream); }
    //! Once, until the next flush.
    void add(Outlet *outlet) { m_outlets.push_back(outlet); }
    void forget(const Stream *stream);
    void forget(const Outlet *outlet) { std::erase(m_outlets, outlet); }
    void expectMore() { m_isMoreDue = true; }
    void gotMore();
    //! Whether to send what there is now; else a turn is sure to come that asks again.
    [[nodiscard]] bool isDue();
    //! Sends it, and runs the jobs once the kernel has all of it.
    void flush(std::vector<std::function<void()>> afterwards);
    //! What there is was left to a later turn.
    [[nodiscard]] bool isHeld() const { return m_isHeld; }
    //! Nothing is left that would be sent now.
    [[nodiscard]] bool isDone() const { return m_isHeld || (m_streams.empty() && m_outlets.empty()); }
    [[nodiscard]] const char *name() const;

private:
    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] qint64 heldUntil(qint64 now);
    void send(std::vector<std::function<void()>> afterwards);

    const Clock &m_clock;
    std::unique_ptr<Flusher> m_flusher;
    std::vector<Stream *> m_streams; //!< null: it has gone
    std::vector<Outlet *> m_outlets;
    bool m_isHeld = false;
    bool m_isMoreDue = false;
    qint64 m_moreUntil = 0; //!< how long that is waited for; 0: nothing waits
    qint64 m_restUntil = 0;
    Timer m_timer;
};

} // namespace hearth::server
