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

void Namespace::emitToRoom(
    const QString &room, const QString &event, const Encoded &arguments, const Socket *except)
{
    if (m_log.isOn())
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

} // namespace hearth::server
