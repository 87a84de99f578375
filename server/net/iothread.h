#pragma once

#include "server/net/frame.h"
#include "server/net/loop.h"

#include <atomic>
#include <thread>

namespace hearth::server {

//! A thread that has sockets: a loop of its own, whose turns it runs, and the way between it and the main
//! loop. What crosses is values, in one piece a turn and direction, so that many cost one wake-up:
//!  - What a turn of the main loop says to the residents leaves at that turn's end, or as late as its flush
//!    (outflow.h), and is done there in the order in which it was said.
//!  - What residents are told in a turn of the thread reaches the main loop at that turn's end, in order.
//! Of what the main loop has not taken yet there is no more than a bound, and what one read brings beside
//! it: who sends more is not read for so long. A connection's own share is one read, so that who floods is
//! served in turn with the others.
//!
//! All but what says otherwise is for the main loop's thread.
class IoThread final : public Outlet
{
public:
    struct Options
    {
        IoKind kind = IoKind::Best;
        bool isTimed = false;         //!< as Loop::setTimed()
        qint64 receiveQueueBytes = 0; //!< Limits::receiveQueueBytes
    };
    struct Figures
    {
        Loop::Figures loop; //!< queuedBytes with what is on its way to the thread
        std::size_t inbox = 0;
        quint64 pauses = 0; //!< how often a socket was not read for what waits
    };

    //! Lives on the thread; these are called there.
    class Resident : public Retired
    {
    public:
        virtual void begin(IoThread &thread) = 0;
        virtual void send(const Frame &frame) = 0;
        //! As WebSocket has them.
        virtual void close(CloseCode code) = 0;
        virtual void answerClose(quint16 code) = 0;
        //! Leaves what its peer sends in the kernel.
        virtual void setPaused(bool isPaused) = 0;

    private:
        friend class IoThread;
        qint64 m_unread = 0; //!< said, and not yet taken; valid up to m_mark
        qint64 m_mark = 0;   //!< m_posted after its last news
        bool m_isPaused = false;
        bool m_isDropped = false; //!< nobody hears it any more
    };

    struct News;
    //! Lives on the main thread, and hears what a resident says.
    class Owner
    {
    public:
        virtual void told(const News &news) = 0;

    protected:
        ~Owner() = default;
    };
    //! The way to an owner, who may go while news is under way: it then sets `owner` to null. The memory is
    //! both threads', what is in it the main thread's.
    struct Link
    {
        Owner *owner;
    };
    struct News
    {
        enum class Kind { Text, Data, Ping, CloseReceived, Offended, Gone };
        std::shared_ptr<Link> to;
        Kind kind = Kind::Text;
        QByteArray bytes;
        quint16 code = 0;
    };

    //! `number`, from 1, is for the thread's name. Outlives who has a resident here.
    IoThread(Loop &main, const Options &options, int number);
    //! Says what was to be said, flushes once and ends.
    ~IoThread();
    IoThread(const IoThread &) = delete;
    IoThread &operator=(const IoThread &) = delete;
    //! Unavailable where the system gives no descriptors. Once.
    [[nodiscard]] Result<Done> start();

    //! The thread's from now on; the object is there until drop().
    void begin(std::unique_ptr<Resident> resident);
    void send(Resident &to, const Frame &frame);
    void close(Resident &resident, CloseCode code);
    void answerClose(Resident &resident, quint16 code);
    //! It dies at the end of the thread's turn.
    void drop(Resident &resident);
    [[nodiscard]] qsizetype residents() const { return m_residents; }
    [[nodiscard]] Figures figures() const;

    // ---- on the thread ----
    [[nodiscard]] Loop &loop() { return *m_loop; }
    void tell(Resident &from, News news);

    // ---- for the main loop ----
    [[nodiscard]] std::size_t waiting() const override { return m_waiting; }
    void flush(const std::function<void()> &flushed) override;

private:
    //! A raw pointer: a count of references would be touched by two threads for each reader of a fan-out, and
    //! nothing comes behind Drop.
    struct Letter
    {
        enum class Kind { Begin, Send, Close, AnswerClose, Drop };
        Resident *to;
        Kind kind;
        quint16 code = 0;
        Frame frame = {};
    };

    void push(Letter letter);
    void told(const std::vector<News> &news, qint64 upTo, bool isAwaited);
    // ---- on the thread ----
    void run();
    void take(const std::vector<Letter> &letters);
    void take(const Letter &letter);
    void postNews();
    [[nodiscard]] qint64 untaken() const { return m_posted - m_taken.load(std::memory_order_acquire); }
    void readAgain();
    void tellFigures();

    Loop &m_main;
    const Options m_options;
    const int m_number;
    std::vector<Letter> m_outbox;
    std::size_t m_waiting = 0;
    qsizetype m_residents = 0;
    qint64 m_sentBytes = 0;
    std::shared_ptr<bool> m_isAlive = std::make_shared<bool>(true);
    std::atomic<qint64> m_taken = 0; //!< of m_posted

    // ---- the thread's ----
    std::unique_ptr<Loop> m_loop; //!< its post() is for both
    bool m_isStopped = false;
    std::vector<News> m_news;
    std::vector<Resident *> m_paused;
    qint64 m_posted = 0; //!< what residents have said, ever
    qint64 m_arrivedBytes = 0;
    quint64 m_pauses = 0;

    mutable std::mutex m_figuresMutex;
    Figures m_figures; //!< as of the thread's last turn
    qint64 m_figuresArrived = 0;
    std::thread m_thread;
};

} // namespace hearth::server
