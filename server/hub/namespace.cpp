#include "server/hub/namespace.h"

#include "shared/base/ids.h"
#include "shared/base/strictjson.h"

#include <QJsonArray>

namespace hearth::server {

using socketio::Packet;
using socketio::PacketType;

Namespace::~Namespace()
{
    qDeleteAll(m_sockets);
}

Socket *Namespace::admit(Session *session, const QJsonObject &auth, std::function<void(Socket *)> admitted)
{
    auto *socket = new Socket(*this, session, newId(IdKind::Session));
    const QPointer<Socket> guard(socket);
    const auto verdict = [this, guard, auth, admitted = std::move(admitted)](
                             const std::optional<QJsonObject> &refusal) {
        // The peer may have left while the middleware looked.
        if (!guard || !guard->m_session || guard->m_isConnected)
            return;
        if (!refusal)
            return welcome(guard, auth, admitted);
        for (const Frame &frame : frames(PacketType::ConnectError, {toCompactJson(*refusal)}))
            guard->send(frame);
        guard->m_session = nullptr;
        guard->deleteLater();
        admitted(nullptr);
    };
    if (m_middleware)
        m_middleware(*socket, auth, verdict);
    else
        verdict(std::nullopt);
    return guard;
}

void Namespace::welcome(
    Socket *socket, const QJsonObject &auth, const std::function<void(Socket *)> &admitted)
{
    socket->m_isConnected = true;
    socket->m_connectedAt = socket->m_lastSent = m_log.last();
    QJsonObject reply;
    if (m_log.isOn()) {
        restore(socket, auth);
        if (socket->m_pid.isEmpty())
            socket->m_pid = newSecret();
        reply.insert(QStringLiteral("pid"), socket->m_pid);
    }
    m_sockets.insert(socket);
    socket->join(socket->id());
    reply.insert(QStringLiteral("sid"), socket->id());
    for (const Frame &frame : frames(PacketType::Connect, {toCompactJson(reply)}))
        socket->send(frame);
    admitted(socket);
    if (m_onConnected)
        m_onConnected(*socket, auth);
}

//! What was missed goes out before the CONNECT, as the reference has it.
void Namespace::restore(Socket *socket, const QJsonObject &auth)
{
    const QString pid = auth.value(QLatin1String("pid")).toString();
    if (pid.isEmpty())
        return;
    const auto isAllowed = [this, socket](RecoveryLog::Session &session) {
        return !m_recoveryRule || m_recoveryRule(session.data, socket->data, session.rooms);
    };
    auto restored = m_log.restore(pid, auth.value(QLatin1String("offset")).toString(), isAllowed);
    if (!restored)
        return;
    socket->m_wasRecovered = true;
    socket->m_id = restored->session.sid;
    socket->m_pid = restored->session.pid;
    // What the middleware has found out today is newer.
    if (!socket->data.has_value())
        socket->data = restored->session.data;
    for (const QString &room : std::as_const(restored->session.rooms))
        socket->join(room);
    for (const std::vector<Frame> &packet : restored->missed) {
        for (const Frame &frame : packet)
            socket->send(frame);
    }
}

Ack Namespace::ackFor(Socket *socket, qint64 id)
{
    // Shared, as copies of the ack must not answer twice.
    return [this, guard = QPointer<Socket>(socket), id, isSent = std::make_shared<bool>(false)](
               const Encoded &answer) {
        if (!guard || std::exchange(*isSent, true))
            return;
        for (const Frame &frame : frames(PacketType::Ack, {"[", answer.items, "]"}, answer.attachments, id))
            guard->send(frame);
    };
}

void Namespace::dispatch(Socket *socket, const Packet &packet)
{
    Arguments arguments{packet.data.toArray(), packet.attachments};
    const QByteArray event = arguments.values.takeAt(0).toString().toUtf8();
    const Ack ack = packet.id ? ackFor(socket, *packet.id) : Ack();
    if (!m_guard || m_guard(*socket, ack))
        handle(*socket, event, arguments, ack);
}

void Namespace::dispatch(Socket *socket, const socketio::PlainEvent &event)
{
    const Ack ack = event.id ? ackFor(socket, *event.id) : Ack();
    if (m_guard && !m_guard(*socket, ack))
        return;
    const auto name = QByteArray::fromRawData(event.name.data(), event.name.size());
    const auto found = m_handlers.constFind(name);
    if (found != m_handlers.constEnd() && found->plain && found->plain(*socket, event.items, ack))
        return;
    const auto values = parseOwnJson('[' + event.items.toByteArray() + ']').toArray();
    handle(*socket, name, Arguments{values}, ack);
}

void Namespace::handle(Socket &socket, const QByteArray &event, const Arguments &arguments, const Ack &ack)
{
    const auto found = m_handlers.constFind(event);
    if (found != m_handlers.constEnd())
        found->handler(socket, arguments, ack);
    else if (m_onUnknown)
        m_onUnknown(socket, arguments, ack);
}

void Namespace::answered(Socket *socket, const Packet &packet)
{
    socket->answer(*packet.id, Arguments{packet.data.toArray(), packet.attachments});
}

void Namespace::drop(Socket *socket, Leaving leaving)
{
    if (!m_sockets.remove(socket))
        return;
    socket->m_isConnected = false;
    socket->m_session = nullptr;
    const QSet<QString> rooms = std::exchange(socket->m_rooms, {});
    for (const QString &room : rooms)
        removeFromRoom(room, socket);
    const bool isHeardAway = !m_peers || !m_peers->hearsByRoom();
    if (m_log.isOn() && isHeardAway && leaving != Leaving::ForGood) {
        m_log.left(
            {socket->id(), socket->m_pid, rooms, socket->data, socket->m_connectedAt, socket->m_lastSent});
    }
    while (!socket->m_awaited.empty())
        socket->answer(socket->m_awaited.begin()->first, ErrorCode::Unavailable);
    if (m_onDisconnected)
        m_onDisconnected(*socket, rooms - Rooms{socket->id()}, leaving);
    socket->deleteLater();
}

void Namespace::abandon(Socket *socket)
{
    socket->m_session = nullptr;
    socket->deleteLater();
}

void Namespace::disconnect(Socket *socket)
{
    for (const Frame &frame : frames(PacketType::Disconnect, {}))
        socket->send(frame);
    drop(socket, Leaving::ForGood);
}

void Namespace::addToRoom(const QString &room, Socket *socket)
{
    QSet<Socket *> &members = m_rooms[room];
    members.insert(socket);
    if (m_peers && members.size() == 1)
        m_peers->roomBegan(room);
}

void Namespace::removeFromRoom(const QString &room, Socket *socket)
{
    const auto members = m_rooms.find(room);
    if (members == m_rooms.end())
        return;
    members->remove(socket);
    if (!members->isEmpty())
        return;
    m_rooms.erase(members);
    if (m_peers)
        m_peers->roomEnded(room);
}

} // namespace hearth::server
