#pragma once

#include "server/net/outflow.h"
#include "shared/base/result.h"

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

struct epoll_event;
class QSocketNotifier;

namespace hearth::server {

class Dispatcher;

//! How a turn's output reaches the kernel.
enum class IoKind {
    Best, //!< io_uring where the kernel allows it
    Send, //!< one send a socket
};

//! Who runs a loop's turns.
enum class TurnsBy {
    Qt,    //!< the thread's dispatcher: ours, or any by one descriptor
    Itself //!< a thread that does nothing but call turn(-1)
};

//! Something that dies at the end of a turn, so that nothing on the stack or in the turn's events still
//! points to it.
class Retired
{
public:
    virtual ~Retired() = default;
};

//! One thread's sockets: an epoll set of its own, timers, an inbox, and one flush a turn.
//!
//! Qt's own dispatchers do work for every socket on every turn (89–99 % of a core with 5,000 connections); a
//! turn of this costs what is ready in the set. Our Dispatcher runs the turns where the thread has it;
//! another one sees one descriptor, the epoll set. Whatever a turn queues on a stream leaves in one send at
//! the turn's end, however many frames that is.
//!
//! All but post() and inboxSize() is for the thread that made the loop.
class Loop
{
public:
    //! What it has done, for /metrics.
    struct Figures
    {
        quint64 turns = 0;
        quint64 ready = 0; //!< descriptors that had something
        quint64 sends = 0; //!< to one socket each
        quint64 sentBytes = 0;
        double busySeconds = 0; //!< in its turns, the waiting excepted; counted where setTimed()
        qint64 queuedBytes = 0; //!< for all streams, and not yet with the kernel
        qint64 streams = 0;
    };

    //! Whose descriptor became ready.
    class Watched
    {
    public:
        virtual void ready(quint32 events) = 0;

    protected:
        ~Watched() = default;
    };

    //! Unavailable when the kernel gives no descriptors.
    [[nodiscard]] static Result<std::unique_ptr<Loop>> create(
        const Clock &clock, IoKind kind, TurnsBy turns = TurnsBy::Qt);
    ~Loop();

    void watch(int descriptor, quint32 events, Watched *watched);
    void rewatch(int descriptor, quint32 events, Watched *watched);
    //! Also takes it out of the turn that is running.
    void unwatch(int descriptor, const Watched *watched);
    [[nodiscard]] Timers &timers() { return m_timers; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }

    //! Runs the job on this thread, in the next turn. From any thread; the order of one thread's calls is
    //! kept, and many cost one wake-up.
    void post(std::function<void()> job);
    //! Runs the job at the end of this turn, before the flush.
    void atTurnEnd(std::function<void()> job);
    //! Runs the job once what is queued now has been given to the kernel, by other threads too.
    void afterFlush(std::function<void()> job);
    //! Or a little later, where very many are (outflow.h).
    void flushAtTurnEnd(Stream *stream);
    //! Once, until it was flushed.
    void flushAtTurnEnd(Outlet *outlet);
    //! What is on its way, such as a commit, will send more: a flush of very many streams may wait for it.
    void expectMore() { m_outflow.expectMore(); }
    //! It has come, in this turn.
    void gotMore() { m_outflow.gotMore(); }
    //! What streams have is left to a later turn; none is being flushed.
    [[nodiscard]] bool isFlushHeld() const { return m_outflow.isHeld(); }
    //! The stream is going: it is not flushed any more.
    void forget(const Stream *stream) { m_outflow.forget(stream); }
    void forget(const Outlet *outlet) { m_outflow.forget(outlet); }
    void retire(std::unique_ptr<Retired> object);
    //! What is retired dies now. Not within a turn; for an end after which none may come.
    void releaseRetired();
    //! Waits at most `timeoutMs` (-1: for ever) for something to do, and does it; false, at once, within a
    //! turn.
    bool turn(int timeoutMs = 0);
    //! The way output takes, `send` or `io_uring`, for the log and the metrics.
    [[nodiscard]] const char *flusherName() const { return m_outflow.name(); }

    [[nodiscard]] const Figures &figures() const { return m_figures; }
    //! For its streams.
    [[nodiscard]] Figures &counted() { return m_figures; }
    void setTimed(bool isTimed) { m_isTimed = isTimed; }
    //! Jobs of other threads that no turn has taken yet.
    [[nodiscard]] std::size_t inboxSize();

private:
    struct Descriptors;
    Loop(const Clock &clock, IoKind kind, TurnsBy turns, std::unique_ptr<Descriptors> descriptors);
    void handleReady(int timeoutMs);
    void endTurn();
    //! Makes sure that a turn comes.
    void wake();
    void armTimer();

    static constexpr int batchSize = 256;

    const Clock &m_clock;
    Timers m_timers;
    std::unique_ptr<Descriptors> m_descriptors;
    Outflow m_outflow;
    std::unique_ptr<epoll_event[]> m_batch;
    int m_batchAt = 0;
    int m_batchEnd = 0;
    bool m_isInTurn = false;
    bool m_isWoken = false;
    qint64 m_armedFor = 0;
    Figures m_figures;
    bool m_isTimed = false;
    std::chrono::steady_clock::time_point m_turnBegan;
    std::vector<std::function<void()>> m_turnEnd;
    std::vector<std::function<void()>> m_afterFlush;
    std::vector<std::unique_ptr<Retired>> m_retired;
    std::mutex m_inboxMutex;
    std::vector<std::function<void()>> m_inbox;
    Dispatcher *m_dispatcher;
    std::unique_ptr<QSocketNotifier> m_notifier; //!< where the thread has another dispatcher
};

} // namespace hearth::server
