#pragma once

#include "server/net/timers.h"

#include <memory>
#include <vector>

namespace hearth::server {

class Flusher;
class Stream;

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
    void forget(const Stream *stream);
    void expectMore() { m_isMoreDue = true; }
    void gotMore();
    //! Sends what there is, or leaves it to a turn that is sure to come.
    void flush();
    //! flush() has left what there is to a later turn.
    [[nodiscard]] bool isHeld() const { return m_isHeld; }
    //! Nothing is left that flush() would send now.
    [[nodiscard]] bool isDone() const { return m_streams.empty() || m_isHeld; }
    [[nodiscard]] const char *name() const;

private:
    [[nodiscard]] qint64 heldUntil(qint64 now);

    const Clock &m_clock;
    std::unique_ptr<Flusher> m_flusher;
    std::vector<Stream *> m_streams; //!< null: it has gone
    bool m_isHeld = false;
    bool m_isMoreDue = false;
    qint64 m_moreUntil = 0; //!< how long that is waited for; 0: nothing waits
    qint64 m_restUntil = 0;
    Timer m_timer;
};

} // namespace hearth::server
