#include "server/hub/socket.h"

#include "server/hub/namespace.h"
#include "shared/base/ids.h"

namespace hearth::server {

Socket::Socket(Namespace &nsp, Session *session)
    : QObject(session), m_namespace(nsp), m_session(session), m_id(newId(IdKind::Session))
{}

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

void Socket::emitEvent(const QString &event, const QJsonArray &arguments)
{
    send(m_namespace.eventFrame(event, arguments));
}

void Socket::send(const Frame &frame)
{
    if (m_session)
        m_session->send(frame);
}

void Socket::close(CloseCode code)
{
    if (m_session)
        m_session->close(code);
}

} // namespace hearth::server
