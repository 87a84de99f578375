#include "server/hub/namespace.h"

#include "shared/base/ids.h"
#include "shared/base/jsontext.h"
#include "shared/base/strictjson.h"

namespace hearth::server {

using socketio::Packet;
using socketio::PacketType;

Namespace::~Namespace()
{
    qDeleteAll(m_sockets);
}

std::vector<Frame> Namespace::frames(PacketType type, const QByteArray &json,
    const QList<QByteArray> &attachments, std::optional<qint64> id) const
{
    if (!attachments.isEmpty())
        type = type == PacketType::Ack ? PacketType::BinaryAck : PacketType::BinaryEvent;
    std::vector<Frame> out{
        Session::messageFrame(socketio::encodeHead(type, m_name, id, attachments.size()) + json)};
    for (const QByteArray &attachment : attachments)
        out.push_back(binaryFrame(attachment));
    return out;
}

std::vector<Frame> Namespace::eventFrames(
    const QString &event, const Encoded &arguments, std::optional<qint64> ackId) const
{
    QByteArray json;
    json.reserve(arguments.items.size() + event.size() + 8);
    json += '[';
    appendJson(json, event);
    if (!arguments.items.isEmpty())
        json += ',' + arguments.items;
    json += ']';
    return frames(PacketType::Event, json, arguments.attachments, ackId);
}

std::vector<Frame> Namespace::logged(const Audience &audience, const QString &event, const Encoded &arguments)
{
    if (!m_log.isOn())
        return eventFrames(event, arguments);
    const quint64 place = m_log.next();
    Encoded withOffset = arguments;
    if (!withOffset.items.isEmpty())
        withOffset.items += ',';
    appendJson(withOffset.items, RecoveryLog::offsetText(place));
    std::vector<Frame> out = eventFrames(event, withOffset);
    m_log.add(place, audience, out);
    return out;
}

QSet<Socket *> Namespace::membersOf(const Rooms &rooms) const
{
    // Shared with the index, not copied, in the case that counts: one room.
    QSet<Socket *> out;
    for (const QString &room : rooms) {
        const auto members = m_rooms.constFind(room);
        if (members == m_rooms.cend())
            continue;
        if (out.isEmpty())
            out = *members;
        else
            out.unite(*members);
    }
    return out;
}

void Namespace::emitTo(
    const Rooms &rooms, const QString &event, const Encoded &arguments, const Rooms &except)
{
    // Held here: a slow reader is closed while it is written to, and leaves the room.
    const QSet<Socket *> sockets = audience(rooms);
    if (sockets.isEmpty() && !m_log.isOn())
        return;
    const QSet<Socket *> excluded = membersOf(except);
    const std::vector<Frame> frames = logged({rooms, except}, event, arguments);
    for (Socket *socket : sockets) {
        if (excluded.contains(socket))
            continue;
        socket->m_lastSent = m_log.last();
        for (const Frame &frame : frames)
            socket->send(frame);
        ++m_deliveries;
    }
}

void Namespace::emitToSocket(Socket &socket, const QString &event, const Encoded &arguments)
{
    const std::vector<Frame> frames = logged({{socket.id()}, {}}, event, arguments);
    socket.m_lastSent = m_log.last();
    for (const Frame &frame : frames)
        socket.send(frame);
}

void Namespace::emitVolatile(
    const Rooms &rooms, const QString &event, const Encoded &arguments, const Rooms &except)
{
    const QSet<Socket *> sockets = audience(rooms) - membersOf(except);
    const std::vector<Frame> frames = eventFrames(event, arguments);
    for (Socket *socket : sockets) {
        for (const Frame &frame : frames)
            socket->sendVolatile(frame);
    }
}

void Namespace::emitWithAck(const Rooms &rooms, const QString &event, const Encoded &arguments, int timeoutMs,
    const Collected &collected)
{
    struct Collection
    {
        QList<Arguments> answers;
        int awaited = 0;
        int missing = 0;
    };
    const QSet<Socket *> sockets = audience(rooms);
    if (sockets.isEmpty())
        return collected({}, 0);
    const auto collection = std::make_shared<Collection>();
    collection->awaited = int(sockets.size());
    const qint64 id = nextAckId(); // one for all, so that the frame is one for all
    const std::vector<Frame> frames = eventFrames(event, arguments, id);
    for (Socket *socket : sockets) {
        socket->await(id, timeoutMs, [collection, collected](const Result<Arguments> &answer) {
            if (answer)
                collection->answers.append(*answer);
            else
                ++collection->missing;
            if (--collection->awaited == 0)
                collected(collection->answers, collection->missing);
        });
        for (const Frame &frame : frames)
            socket->send(frame);
    }
}

QList<Socket *> Namespace::fetchSockets(const Rooms &rooms, const Rooms &except) const
{
    return (audience(rooms) - membersOf(except)).values();
}

void Namespace::joinSockets(const Rooms &rooms, const QString &into)
{
    const QSet<Socket *> sockets = audience(rooms);
    for (Socket *socket : sockets)
        socket->join(into);
}

void Namespace::leaveSockets(const Rooms &rooms, const QString &from)
{
    const QSet<Socket *> sockets = audience(rooms);
    for (Socket *socket : sockets)
        socket->leave(from);
    m_log.leave(rooms, from);
}

void Namespace::disconnectSockets(const Rooms &rooms)
{
    const QSet<Socket *> sockets = audience(rooms);
    for (Socket *socket : sockets)
        disconnect(socket);
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
        for (const Frame &frame : frames(PacketType::ConnectError, toCompactJson(*refusal)))
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
    for (const Frame &frame : frames(PacketType::Connect, toCompactJson(reply)))
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
    const auto isAllowed = [this, socket](const std::any &before) {
        return !m_recoveryRule || m_recoveryRule(before, socket->data);
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
        for (const Frame &frame : frames(PacketType::Ack, '[' + answer.items + ']', answer.attachments, id))
            guard->send(frame);
    };
}

void Namespace::dispatch(Socket *socket, const Packet &packet)
{
    Arguments arguments{packet.data.toArray(), packet.attachments};
    const QString event = arguments.values.takeAt(0).toString();
    const Ack ack = packet.id ? ackFor(socket, *packet.id) : Ack();
    if (m_guard && !m_guard(*socket, ack))
        return;
    const auto handler = m_handlers.constFind(event);
    if (handler != m_handlers.constEnd())
        (*handler)(*socket, arguments, ack);
    else if (m_onUnknown)
        m_onUnknown(*socket, arguments, ack);
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
    if (m_log.isOn() && leaving != Leaving::ForGood) {
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
