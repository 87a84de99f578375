#pragma once

#include "server/net/loop.h"
#include "server/net/peeraddress.h"
#include "server/net/tls.h"

#include <QByteArray>

#include <array>
#include <atomic>

#include <sys/uio.h>

namespace hearth::server {

//! A connected peer on a loop: bytes in, bytes out, plain or TLS. What is sent is queued by reference and
//! leaves at the end of the turn. Owns the descriptor.
class Stream final : public Loop::Watched, public Retired
{
public:
    static constexpr int maxParts = 32; //!< of one send

    //! How far one is, for another thread to read; each value by itself, and a moment old.
    struct Gauge
    {
        qint64 arrived = 0; //!< what came for the peer from the other thread; this thread's alone
        std::atomic<qint64> settled = 0; //!< of that, what is not queued any more
        std::atomic<bool> isBlocked = false;
    };
    //! What a stream is made of, on its way to another loop.
    struct Parts
    {
        int descriptor = -1;
        PeerAddress peer;
        std::unique_ptr<Tls> tls; //!< null for plain
        std::vector<QByteArray> unsent;
    };

    class Handler
    {
    public:
        //! The bytes are gone after the call.
        virtual void received(QByteArrayView bytes) = 0;
        //! Everything queued was given to the kernel. Only for who asks for it by tellWhenDrained().
        virtual void drained() {}
        //! The peer has left, or broke. Once, and nothing after it.
        virtual void gone() = 0;

    protected:
        ~Handler() = default;
    };

    //! Closes at once; the memory goes at the end of the turn.
    struct Retire
    {
        void operator()(Stream *stream) const;
    };
    using Pointer = std::unique_ptr<Stream, Retire>;

    //! Takes over the non-blocking, connected descriptor.
    [[nodiscard]] static Pointer open(Loop &loop, Parts parts);
    //! Leaves the loop; nothing of the peer is lost. The stream is open, and not finishing.
    [[nodiscard]] static Parts takeApart(Pointer stream);
    ~Stream() override;

    void setHandler(Handler *handler)
    {
        m_handler = handler;
        m_tellsDrained = false;
    }
    //! Not said to everybody: of a fan-out it would be a look at one more object for each reader.
    void tellWhenDrained() { m_tellsDrained = true; }
    [[nodiscard]] Loop &loop() const { return m_loop; }
    [[nodiscard]] const PeerAddress &peer() const { return m_peer; }
    //! Behind a proxy it is somebody else.
    void setPeer(const PeerAddress &peer) { m_peer = peer; }
    [[nodiscard]] bool isTls() const { return m_tls != nullptr; }
    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }

    void send(const QByteArray &bytes);
    //! Queued and not yet with the kernel.
    [[nodiscard]] qint64 queuedBytes() const { return m_queuedBytes; }
    //! The kernel has taken as much as it would; more waits for the peer to read.
    [[nodiscard]] bool isBlocked() const { return m_waitsForWrite; }
    //! Forgets what has not begun to leave.
    void dropQueue();
    //! Leaves what the peer sends in the kernel, so that it slows down. Its end is still noticed.
    void setReading(bool isReading);
    //! The same, and its end waits too: behind what it sent before it.
    void setPaused(bool isPaused);
    //! Keeps it up to date from now on; it outlives the stream.
    void setGauge(Gauge *gauge) { m_gauge = gauge; }
    //! Sends what is queued, says end-of-file and waits at most `lingerMs` for the peer's: closing at once
    //! would make the kernel answer late bytes with a reset, which destroys what we said last.
    void finish(int lingerMs = 1'000);

    // ---- for the flusher ----
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] bool isPlainOutput() const { return !m_tls && !m_waitsForWrite; }
    //! Fills in what one send takes; the number of parts.
    int gather(std::array<iovec, maxParts> &parts) const;
    //! So many of these parts are with the kernel: they stay in the queue until wasSent(), whatever happens
    //! meanwhile.
    void setUnderWay(int parts) { m_underWay = std::size_t(parts); }
    //! A send's result: bytes, or a negative errno.
    void wasSent(qint64 result);
    void flush();

    void ready(quint32 events) override;

private:
    Stream(Loop &loop, Parts parts);
    void receive();
    void flushAfterRead();
    void flushTls();
    void take(qint64 sent);
    void count(qint64 queued)
    {
        m_queuedBytes += queued;
        m_loop.counted().queuedBytes += queued;
    }
    void outputEnded();
    void watchAgain();
    [[nodiscard]] bool mayRead() const { return m_isReading && !m_isPaused; }
    void tellGauge();
    void end();
    void close();
    void leaveLoop();

    Loop &m_loop;
    Handler *m_handler = nullptr;
    std::unique_ptr<Tls> m_tls;
    std::unique_ptr<Timer> m_linger;
    Gauge *m_gauge = nullptr;
    std::vector<QByteArray> m_queue;
    qint64 m_queuedBytes = 0;
    qint64 m_offset = 0; //!< of the first in the queue, sent before
    std::size_t m_head = 0;
    std::size_t m_underWay = 0; //!< from m_head
    int m_descriptor = -1;
    PeerAddress m_peer;
    bool m_isDirty = false;
    bool m_isReading = true;
    bool m_isPaused = false;
    bool m_waitsForWrite = false;
    bool m_isFinishing = false;
    bool m_hasEnded = false;
    bool m_tellsDrained = false;
};

} // namespace hearth::server
