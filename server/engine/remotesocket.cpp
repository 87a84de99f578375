#include "server/engine/remotesocket.h"

namespace hearth::server {

using Kind = IoThread::News::Kind;

RemoteSocket &RemoteSocket::begin(IoThread &thread, Stream::Parts parts, const QByteArray &rest,
    qint64 maxBytes, const std::shared_ptr<IoThread::Link> &owner)
{
    auto beginning = std::make_unique<Beginning>(Beginning{std::move(parts), rest, maxBytes});
    std::unique_ptr<RemoteSocket> socket(new RemoteSocket(std::move(beginning), owner));
    RemoteSocket &begun = *socket;
    thread.begin(std::move(socket));
    return begun;
}

void RemoteSocket::begin(IoThread &thread)
{
    m_thread = &thread;
    const auto beginning = std::move(m_beginning);
    Stream::Pointer stream = Stream::open(thread.loop(), std::move(beginning->parts));
    stream->setGauge(&m_gauge);
    WebSocket::Handler &handler = *this;
    m_socket.emplace(std::move(stream), beginning->maxBytes, handler);
    m_socket->begin(beginning->rest);
}

void RemoteSocket::send(const Frame &frame)
{
    m_gauge.arrived += frame.bytes.size();
    m_socket->send(frame);
}

void RemoteSocket::textReceived(QByteArrayView utf8)
{
    tell(Kind::Text, utf8);
}

void RemoteSocket::dataReceived(QByteArrayView data)
{
    tell(Kind::Data, data);
}

void RemoteSocket::pingReceived(QByteArrayView data)
{
    tell(Kind::Ping, data);
}

void RemoteSocket::closeReceived(quint16 code)
{
    tell(Kind::CloseReceived, {}, code);
}

void RemoteSocket::offended(CloseCode code)
{
    tell(Kind::Offended, {}, quint16(code));
}

void RemoteSocket::gone()
{
    tell(Kind::Gone, {});
}

void RemoteSocket::tell(Kind kind, QByteArrayView bytes, quint16 code)
{
    m_thread->tell(*this, {m_owner, kind, bytes.toByteArray(), code});
}

} // namespace hearth::server
