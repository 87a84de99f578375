#include "server/engine/remotetransport.h"

namespace hearth::server {

RemoteTransport::RemoteTransport(
    IoThread &thread, Stream::Parts parts, const QByteArray &rest, const Bounds &bounds)
    : WebSocketTransport(parts.peer)
    , m_thread(thread)
    , m_link(std::make_shared<IoThread::Link>(IoThread::Link{this}))
    , m_sendQueueBytes(bounds.sendQueueBytes)
    , m_socket(RemoteSocket::begin(thread, std::move(parts), rest, bounds.messageBytes, m_link))
{}

RemoteTransport::~RemoteTransport()
{
    m_link->owner = nullptr;
    m_thread.drop(m_socket);
}

void RemoteTransport::write(const Frame &frame)
{
    m_sent += frame.bytes.size();
    m_thread.send(m_socket, frame);
}

void RemoteTransport::sayGoodbye(CloseCode code)
{
    m_thread.close(m_socket, code);
}

void RemoteTransport::answerGoodbye(quint16 code)
{
    m_thread.answerClose(m_socket, code);
}

//! The gauge is the other thread's to write: looked at where it decides, not with each send.
bool RemoteTransport::hasRoomFor(qint64 bytes)
{
    const auto hasRoom = [this, bytes] { return m_sent - m_settled + bytes <= m_sendQueueBytes; };
    if (m_sendQueueBytes <= 0 || hasRoom())
        return true;
    m_settled = m_sent - queuedBytes();
    return hasRoom();
}

//! Where the thread is behind nothing leaves at once, though the peer reads.
bool RemoteTransport::isWritable() const
{
    const bool isBehind = m_sendQueueBytes > 0 && queuedBytes() > m_sendQueueBytes / 2;
    return isOpen() && !isBehind && !m_socket.gauge().isBlocked;
}

qint64 RemoteTransport::queuedBytes() const
{
    return m_sent - m_socket.gauge().settled.load(std::memory_order_relaxed);
}

void RemoteTransport::told(const IoThread::News &news)
{
    switch (news.kind) {
    case IoThread::News::Kind::Text:
        return textReceived(news.bytes);
    case IoThread::News::Kind::Data:
        return dataReceived(news.bytes);
    case IoThread::News::Kind::Ping:
        return pingReceived(news.bytes);
    case IoThread::News::Kind::CloseReceived:
        return closeReceived(news.code);
    case IoThread::News::Kind::Offended:
        return offended(CloseCode(news.code));
    case IoThread::News::Kind::Gone:
        return gone();
    }
}

} // namespace hearth::server
