#include "server/net/stream.h"

#include <cerrno>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hearth::server {

namespace {
constexpr std::size_t readSize = 64 * 1024;
constexpr std::size_t idleFrames = 4;
constexpr std::size_t busyFrames = 16;
//! One for all streams of a thread: received() has its bytes only for the call.
thread_local std::array<char, readSize> readBuffer;
} // namespace

void Stream::Retire::operator()(Stream *stream) const
{
    stream->m_handler = nullptr;
    // Where the flush is held (outflow.h), it would come too late for a goodbye.
    if (stream->m_isFinishing && stream->m_isDirty && stream->m_loop.isFlushHeld()) {
        stream->m_loop.forget(stream);
        stream->flush();
    }
    stream->close();
    stream->m_loop.retire(std::unique_ptr<Retired>(stream));
}

Stream::Pointer Stream::open(Loop &loop, Parts parts)
{
    return Pointer(new Stream(loop, std::move(parts)));
}

Stream::Stream(Loop &loop, Parts parts)
    : m_loop(loop), m_tls(std::move(parts.tls)), m_descriptor(parts.descriptor), m_peer(parts.peer)
{
    m_loop.watch(m_descriptor, EPOLLIN | EPOLLRDHUP, this);
    ++m_loop.counted().streams;
    for (const QByteArray &bytes : parts.unsent)
        send(bytes);
}

Stream::Parts Stream::takeApart(Pointer stream)
{
    Q_ASSERT(stream->isOpen() && !stream->m_isFinishing);
    // TLS holds nothing back either: a read takes a whole record, and none is larger than our buffer.
    Parts parts{-1, stream->m_peer, std::move(stream->m_tls), {}};
    std::vector<QByteArray> &queue = stream->m_queue;
    if (stream->m_head < queue.size()) {
        queue[stream->m_head].remove(0, stream->m_offset);
        parts.unsent.assign(queue.begin() + std::ptrdiff_t(stream->m_head), queue.end());
    }
    stream->leaveLoop();
    parts.descriptor = std::exchange(stream->m_descriptor, -1);
    return parts;
}

Stream::~Stream()
{
    close();
}

void Stream::send(const QByteArray &bytes)
{
    if (!isOpen() || m_isFinishing || bytes.isEmpty())
        return;
    m_queue.push_back(bytes);
    count(bytes.size());
    if (!m_waitsForWrite && !std::exchange(m_isDirty, true))
        m_loop.flushAtTurnEnd(this);
}

void Stream::dropQueue()
{
    if (!isOpen())
        return; // nothing of it is counted any more
    const std::size_t kept = m_head + std::max<std::size_t>(m_offset > 0 ? 1 : 0, m_underWay);
    for (std::size_t i = kept; i < m_queue.size(); ++i)
        count(-m_queue[i].size());
    m_queue.resize(std::min(kept, m_queue.size()));
    tellGauge();
}

void Stream::setReading(bool isReading)
{
    if (std::exchange(m_isReading, isReading) != isReading && isOpen())
        watchAgain();
}

void Stream::setPaused(bool isPaused)
{
    if (std::exchange(m_isPaused, isPaused) != isPaused && isOpen())
        watchAgain();
}

void Stream::tellGauge()
{
    if (!m_gauge)
        return;
    m_gauge->settled.store(m_gauge->arrived - m_queuedBytes, std::memory_order_relaxed);
    m_gauge->isBlocked.store(m_waitsForWrite, std::memory_order_relaxed);
}

void Stream::finish(int lingerMs)
{
    if (!isOpen() || std::exchange(m_isFinishing, true))
        return;
    m_linger = std::make_unique<Timer>(m_loop.timers(), [this] { end(); });
    m_linger->start(lingerMs);
    if (m_queue.empty() && !m_isDirty) {
        m_isDirty = true;
        m_loop.flushAtTurnEnd(this);
    }
}

void Stream::watchAgain()
{
    const quint32 reads = mayRead() ? quint32(EPOLLIN) : 0;
    const quint32 writes = m_waitsForWrite ? quint32(EPOLLOUT) : 0;
    const quint32 ends = m_isPaused ? 0 : quint32(EPOLLRDHUP);
    m_loop.rewatch(m_descriptor, reads | writes | ends, this);
    tellGauge();
}

void Stream::ready(quint32 events)
{
    if (events & EPOLLOUT) {
        m_waitsForWrite = false;
        watchAgain();
        flush();
    }
    if (isOpen() && (events & EPOLLIN))
        receive();
    // With unread bytes before the end, the end comes again once they are read.
    const bool isEnd = (events & (EPOLLHUP | EPOLLERR)) || ((events & EPOLLRDHUP) && !(events & EPOLLIN));
    if (isOpen() && isEnd)
        end();
}

void Stream::receive()
{
    // Once a turn: who sends much is served in turn with the others.
    const qint64 got = m_tls ? m_tls->read(readBuffer.data(), readBuffer.size())
                             : ::recv(m_descriptor, readBuffer.data(), readBuffer.size(), MSG_DONTWAIT);
    if (got > 0) {
        if (m_handler && !m_isFinishing)
            m_handler->received(QByteArrayView(readBuffer.data(), qsizetype(got)));
        // What TLS has already taken from the kernel would not be announced again.
        if (isOpen() && m_tls && m_tls->hasPending() && mayRead())
            receive();
        return flushAfterRead();
    }
    if (got == 0 || (errno != EAGAIN && errno != EINTR))
        return end();
    flushAfterRead(); // the handshake of who connects ends in a read of nothing
    if (m_tls && m_tls->wantsWrite()) {
        m_waitsForWrite = true;
        watchAgain();
    }
}

//! A write of TLS may have waited for this very read.
void Stream::flushAfterRead()
{
    if (isOpen() && m_tls && !m_queue.empty() && !m_waitsForWrite && !std::exchange(m_isDirty, true))
        m_loop.flushAtTurnEnd(this);
}

int Stream::gather(std::array<iovec, maxParts> &parts) const
{
    int count = 0;
    qint64 skipped = m_offset;
    for (std::size_t i = m_head; i < m_queue.size() && count < maxParts; ++i) {
        const QByteArray &bytes = m_queue[i];
        parts[std::size_t(count)] = {
            const_cast<char *>(bytes.constData()) + skipped, std::size_t(bytes.size() - skipped)};
        skipped = 0;
        ++count;
    }
    return count;
}

void Stream::wasSent(qint64 result)
{
    m_isDirty = false;
    m_underWay = 0;
    if (result < 0 && result != -EAGAIN && result != -EINTR)
        return end();
    take(std::max<qint64>(result, 0));
    if (m_queue.empty())
        return outputEnded();
    if (result > 0 && m_offset == 0) {
        // More parts than one send takes; the kernel may have room for them.
        m_isDirty = true;
        return m_loop.flushAtTurnEnd(this);
    }
    m_waitsForWrite = true;
    watchAgain();
}

void Stream::flush()
{
    if (!isOpen())
        return;
    m_isDirty = false;
    if (m_tls)
        return flushTls();
    std::array<iovec, maxParts> parts;
    while (const int count = gather(parts)) {
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = std::size_t(count);
        const auto sent = ::sendmsg(m_descriptor, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN && errno != EINTR)
            return end();
        if (sent <= 0) {
            m_waitsForWrite = true;
            return watchAgain();
        }
        take(sent);
    }
    outputEnded();
}

void Stream::flushTls()
{
    while (!m_queue.empty()) {
        const QByteArray &bytes = m_queue[m_head];
        const qint64 sent = m_tls->write(bytes.constData() + m_offset, std::size_t(bytes.size() - m_offset));
        if (sent < 0 && errno != EAGAIN)
            return end();
        if (sent <= 0) {
            m_waitsForWrite = !m_tls->wantsRead();
            return watchAgain();
        }
        take(sent);
    }
    outputEnded();
}

void Stream::take(qint64 sent)
{
    count(-sent);
    tellGauge();
    m_loop.counted().sends += sent > 0 ? 1 : 0;
    m_loop.counted().sentBytes += quint64(sent);
    while (sent > 0) {
        const qint64 left = m_queue[m_head].size() - m_offset;
        if (sent < left) {
            m_offset += sent;
            return;
        }
        sent -= left;
        m_offset = 0;
        m_queue[m_head++] = QByteArray();
    }
    if (m_head < m_queue.size()) {
        // A reader that is always a little behind never empties the queue.
        if (m_head >= maxParts && m_head * 2 >= m_queue.size()) {
            m_queue.erase(m_queue.begin(), m_queue.begin() + std::ptrdiff_t(m_head));
            m_head = 0;
        }
        return;
    }
    // An idle connection keeps no more than a few frames' room; who gets several a turn, enough for them.
    const bool wasBurst = m_queue.capacity() > busyFrames || m_queue.size() <= idleFrames;
    m_head = 0;
    m_queue.clear();
    if (wasBurst && m_queue.capacity() > idleFrames)
        m_queue.shrink_to_fit();
}

void Stream::outputEnded()
{
    if (m_isFinishing) {
        if (m_tls)
            m_tls->shutDown();
        ::shutdown(m_descriptor, SHUT_WR);
    } else if (m_tellsDrained && m_handler) {
        m_handler->drained();
    }
}

void Stream::end()
{
    if (std::exchange(m_hasEnded, true))
        return;
    close();
    if (m_handler)
        m_handler->gone();
}

void Stream::close()
{
    if (m_descriptor < 0)
        return;
    leaveLoop();
    m_tls.reset();
    m_linger.reset();
    ::close(std::exchange(m_descriptor, -1));
}

void Stream::leaveLoop()
{
    count(-m_queuedBytes);
    --m_loop.counted().streams;
    if (m_isDirty)
        m_loop.forget(this);
    m_loop.unwatch(m_descriptor, this);
}

} // namespace hearth::server
