#include "server/hub/socket.h"

#include "server/hub/namespace.h"

namespace hearth::server {

Socket::Socket(Namespace &nsp, Session *session, const QString &id)
    : m_namespace(nsp), m_session(session), m_id(id)
{}

Socket::~Socket() = default;

void Socket::join(const QString &room)
{
    if (m_isConnected && !m_rooms.contains(room)) {
        m_rooms.insert(room);
        m_namespace.addToRoom(room, this);
    }
}

void Socket::leave(const QString &room)
{
    if (m_rooms.remove(room))
        m_namespace.removeFromRoom(room, this);
}

void Socket::emitEvent(const QString &event, const Encoded &arguments)
{
    m_namespace.emitToSocket(*this, event, arguments);
}

void Socket::emitVolatile(const QString &event, const Encoded &arguments)
{
    for (const Frame &frame : m_namespace.eventFrames(event, arguments))
        sendVolatile(frame);
}

void Socket::sendVolatile(const Frame &frame)
{
    // A polling peer that takes no more is gone before the event's next attachment.
    if (m_session && !m_session->sendVolatile(frame))
        m_namespace.dropped();
}

void Socket::emitWithAck(const QString &event, const Encoded &arguments, int timeoutMs, Answered answered)
{
    if (!m_session)
        return answered(ErrorCode::Unavailable);
    const qint64 id = m_namespace.nextAckId();
    await(id, timeoutMs, std::move(answered));
    for (const Frame &frame : m_namespace.eventFrames(event, arguments, id))
        send(frame);
}

void Socket::await(qint64 id, int timeoutMs, Answered answered)
{
    auto timer = std::make_unique<Timer>(
        m_namespace.loop().timers(), [this, id] { answer(id, ErrorCode::Unavailable); });
    timer->start(timeoutMs);
    m_awaited.emplace(id, Awaited{std::move(answered), std::move(timer)});
}

void Socket::answer(qint64 id, Result<Arguments> arguments)
{
    auto awaited = m_awaited.extract(id);
    if (!awaited.empty())
        awaited.mapped().answered(std::move(arguments));
}

void Socket::send(const Frame &frame)
{
    if (m_session)
        m_session->send(frame);
}

void Socket::disconnectFromNamespace()
{
    if (m_isConnected)
        m_namespace.disconnect(this);
}

void Socket::close(CloseCode code)
{
    if (m_session)
        m_session->close(code);
}

} // namespace hearth::server
