//! What a namespace sends, and to whom.
#include "server/hub/namespace.h"
#include "shared/base/jsontext.h"

namespace hearth::server {

using socketio::PacketType;

std::vector<Frame> Namespace::frames(PacketType type, const std::array<QByteArrayView, 3> &json,
    const QList<QByteArray> &attachments, std::optional<qint64> id) const
{
    if (!attachments.isEmpty())
        type = type == PacketType::Ack ? PacketType::BinaryAck : PacketType::BinaryEvent;
    const QByteArray head = socketio::encodeHead(type, m_name, id, attachments.size());
    std::vector<Frame> out{Session::messageFrame({head, json[0], json[1], json[2]})};
    for (const QByteArray &attachment : attachments)
        out.push_back(binaryFrame(attachment));
    return out;
}

std::vector<Frame> Namespace::eventFrames(
    const QString &event, const Encoded &arguments, std::optional<qint64> ackId) const
{
    QByteArray head;
    head.reserve(event.size() + 8);
    head += '[';
    appendJson(head, event);
    if (!arguments.items.isEmpty())
        head += ',';
    return frames(PacketType::Event, {head, arguments.items, "]"}, arguments.attachments, ackId);
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
    deliverKept({rooms, except}, event, arguments);
    if (m_peers)
        m_peers->emitted({rooms, except}, event, arguments, false);
}

void Namespace::placed(
    const QString &room, const QString &event, const Encoded &arguments, const Place &place)
{
    const auto handler = m_onPlaced.constFind(place.track);
    if (handler != m_onPlaced.cend())
        (*handler)(room, event, arguments, place);
    else
        deliverKept({{room}, {}}, event, arguments);
}

void Namespace::deliver(const Audience &to, const QString &event, const Encoded &arguments, bool isVolatile)
{
    if (isVolatile)
        deliverVolatile(to, event, arguments);
    else
        deliverKept(to, event, arguments);
}

void Namespace::deliverKept(const Audience &to, const QString &event, const Encoded &arguments)
{
    // Held here: a slow reader is closed while it is written to, and leaves the room.
    const QSet<Socket *> sockets = audience(to.rooms);
    if (sockets.isEmpty() && !m_log.isOn())
        return;
    const QSet<Socket *> excluded = membersOf(to.except);
    const std::vector<Frame> frames = logged(to, event, arguments);
    for (Socket *socket : sockets) {
        if (excluded.contains(socket))
            continue;
        socket->m_lastSent = m_log.last();
        for (const Frame &frame : frames)
            socket->send(frame);
        ++m_deliveries;
    }
}

void Namespace::emitToRoom(
    const QString &room, const QString &event, const Encoded &arguments, const Socket *except)
{
    if (m_log.isOn() || m_peers)
        return emitTo({room}, event, arguments, except ? Rooms{except->id()} : Rooms());
    const QSet<Socket *> sockets = m_rooms.value(room);
    if (sockets.isEmpty())
        return;
    const std::vector<Frame> frames = eventFrames(event, arguments);
    for (Socket *socket : sockets) {
        if (socket == except)
            continue;
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
    deliverVolatile({rooms, except}, event, arguments);
    if (m_peers)
        m_peers->emitted({rooms, except}, event, arguments, true);
}

void Namespace::deliverVolatile(const Audience &to, const QString &event, const Encoded &arguments)
{
    const QSet<Socket *> sockets = audience(to.rooms) - membersOf(to.except);
    const std::vector<Frame> frames = eventFrames(event, arguments);
    for (Socket *socket : sockets) {
        for (const Frame &frame : frames)
            socket->sendVolatile(frame);
    }
}

void Namespace::emitWithAck(const Rooms &rooms, const QString &event, const Encoded &arguments, int timeoutMs,
    const Collected &collected)
{
    if (m_peers)
        return m_peers->ask({rooms, {}}, event, arguments, timeoutMs, collected);
    struct Collection
    {
        QList<Arguments> answers;
        int awaited = -1; //!< how many they are is known once all are asked
        int missing = 0;
    };
    const auto collection = std::make_shared<Collection>();
    const auto look = [collection, collected] {
        if (collection->answers.size() + collection->missing == collection->awaited)
            collected(collection->answers, collection->missing);
    };
    collection->awaited =
        ask({rooms, {}}, event, arguments, timeoutMs, [collection, look](const Result<Arguments> &answer) {
            if (answer)
                collection->answers.append(*answer);
            else
                ++collection->missing;
            look();
        });
    look();
}

int Namespace::ask(
    const Audience &to, const QString &event, const Encoded &arguments, int timeoutMs, const Answered &each)
{
    const QSet<Socket *> sockets = audience(to.rooms) - membersOf(to.except);
    const qint64 id = nextAckId(); // one for all, so that the frame is one for all
    const std::vector<Frame> frames = eventFrames(event, arguments, id);
    for (Socket *socket : sockets) {
        socket->await(id, timeoutMs, each);
        for (const Frame &frame : frames)
            socket->send(frame);
    }
    return int(sockets.size());
}

QList<Socket *> Namespace::fetchSockets(const Rooms &rooms, const Rooms &except) const
{
    return (audience(rooms) - membersOf(except)).values();
}

void Namespace::joinSockets(const Rooms &rooms, const QString &into)
{
    move({rooms, {}}, into, true);
    if (m_peers)
        m_peers->moved({rooms, {}}, into, true);
}

void Namespace::leaveSockets(const Rooms &rooms, const QString &from)
{
    move({rooms, {}}, from, false);
    if (m_peers)
        m_peers->moved({rooms, {}}, from, false);
}

void Namespace::disconnectSockets(const Rooms &rooms)
{
    disconnect({rooms, {}}, false);
    if (m_peers)
        m_peers->disconnected({rooms, {}});
}

void Namespace::move(const Audience &who, const QString &room, bool isJoin)
{
    const QList<Socket *> sockets = fetchSockets(who.rooms, who.except);
    for (Socket *socket : sockets) {
        if (isJoin)
            socket->join(room);
        else
            socket->leave(room);
    }
    if (!isJoin)
        m_log.leave(who, room);
}

void Namespace::disconnect(const Audience &who, bool closes)
{
    const QList<Socket *> sockets = fetchSockets(who.rooms, who.except);
    for (Socket *socket : sockets) {
        Session *session = socket->m_session;
        disconnect(socket);
        if (closes && session)
            session->close(CloseCode::Normal);
    }
}

} // namespace hearth::server
