#include "server/hub/namespace.h"

namespace hearth::server {

using socketio::Packet;
using socketio::PacketType;

QByteArray Namespace::encoded(PacketType type, QJsonValue data, std::optional<qint64> id) const
{
    return socketio::encode({type, m_name, id, std::move(data), {}});
}

Frame Namespace::eventFrame(const QString &event, const QJsonArray &arguments) const
{
    QJsonArray data = arguments;
    data.prepend(event);
    return Session::messageFrame(encoded(PacketType::Event, data));
}

void Namespace::emitTo(
    const QString &room, const QString &event, const QJsonArray &arguments, const Socket *except)
{
    const auto members = m_rooms.constFind(room);
    if (members == m_rooms.constEnd())
        return;
    const Frame frame = eventFrame(event, arguments);
    // A copy: a slow reader is closed while it is written to, and leaves the room.
    const QSet<Socket *> sockets = *members;
    for (Socket *socket : sockets) {
        if (socket != except) {
            socket->send(frame);
            ++m_deliveries;
        }
    }
}

QList<Socket *> Namespace::socketsIn(const QString &room) const
{
    return m_rooms.value(room).values();
}

void Namespace::admit(Session *session, const QJsonObject &auth, std::function<void(Socket *)> admitted)
{
    auto *socket = new Socket(*this, session);
    const QPointer<Socket> guard(socket);
    const auto verdict = [this, guard, admitted](const std::optional<QJsonObject> &refusal) {
        // The peer may have left while the middleware looked.
        if (!guard || !guard->m_session)
            return;
        if (refusal) {
            guard->m_session->sendText(encoded(PacketType::ConnectError, *refusal));
            guard->deleteLater();
            return admitted(nullptr);
        }
        guard->m_isConnected = true;
        m_sockets.insert(guard);
        guard->m_session->sendText(
            encoded(PacketType::Connect, QJsonObject{{QStringLiteral("sid"), guard->id()}}));
        admitted(guard);
        if (m_onConnected)
            m_onConnected(*guard);
    };
    if (m_middleware)
        m_middleware(*socket, auth, verdict);
    else
        verdict(std::nullopt);
}

void Namespace::dispatch(Socket *socket, const Packet &packet)
{
    QJsonArray arguments = packet.data.toArray();
    const QString event = arguments.takeAt(0).toString();
    Ack ack;
    if (packet.id) {
        const QPointer<Session> session = socket->m_session;
        // Shared, as copies of the ack must not answer twice.
        ack = [this, session, id = *packet.id, isSent = std::make_shared<bool>(false)](
                  const QJsonArray &answer) {
            if (session && !std::exchange(*isSent, true))
                session->sendText(encoded(PacketType::Ack, answer, id));
        };
    }
    if (m_guard && !m_guard(*socket, ack))
        return;
    const auto handler = m_handlers.constFind(event);
    if (handler != m_handlers.constEnd())
        (*handler)(*socket, arguments, ack);
    else if (m_onUnknown)
        m_onUnknown(*socket, arguments, ack);
}

void Namespace::drop(Socket *socket)
{
    if (!m_sockets.remove(socket))
        return;
    socket->m_isConnected = false;
    const QSet<QString> rooms = std::exchange(socket->m_rooms, {});
    for (const QString &room : rooms)
        removeFromRoom(room, socket);
    if (m_onDisconnected)
        m_onDisconnected(*socket, rooms);
    socket->deleteLater();
}

void Namespace::removeFromRoom(const QString &room, Socket *socket)
{
    const auto members = m_rooms.find(room);
    if (members == m_rooms.end())
        return;
    members->remove(socket);
    if (members->isEmpty())
        m_rooms.erase(members);
}

} // namespace hearth::server
