#include "tests/server/histories/device.h"

#include "shared/base/ids.h"

#include <QJsonDocument>

namespace hearth::test {

using namespace hearth::server;

//! A peer's end and ours in one: what the server sends is there at once.
class MemoryTransport final : public Transport
{
public:
    MemoryTransport(Loop &loop, Device &device) : m_loop(loop), m_device(&device) {}

    void send(const Frame &frame) override
    {
        if (m_device)
            m_device->received(payloadOf(frame));
    }
    void close(CloseCode code) override { end(quint16(code)); }
    const char *name() const override { return "websocket"; }
    bool isWritable() const override { return true; }
    qint64 queuedBytes() const override { return 0; }
    PeerAddress peer() const override { return PeerAddress::of(QHostAddress(QHostAddress::LocalHost)); }

    void deliver(const QByteArray &packet) { handler()->packetReceived(*this, packet); }
    void end(quint16 code)
    {
        if (std::exchange(m_isEnding, true))
            return;
        // Not from within what closes it.
        m_loop.post([this, code] {
            if (Device *device = std::exchange(m_device, nullptr))
                device->ended();
            handler()->transportClosed(*this, code);
        });
    }
    void forget() { m_device = nullptr; }

private:
    Loop &m_loop;
    Device *m_device;
    bool m_isEnding = false;
};

void Device::connect()
{
    static const Session::Options options;
    auto transport = std::make_unique<MemoryTransport>(m_server.loop(), *this);
    m_transport = transport.get();
    ++m_connection;
    m_everTold.clear();
    m_session = std::make_unique<Session>(
        m_server.loop(), newId(IdKind::Session), std::move(transport), options, [](Session &) {});
    m_session->open(m_server.hub().attach(*m_session), false);
    ++m_server.underway; // until the server has said 40
    m_transport->deliver("40{\"token\":\"" + m_person.token.toLatin1() + "\"}");
}

void Device::lose()
{
    if (!m_session)
        return;
    MemoryTransport *transport = m_transport;
    ended();
    transport->forget();
    transport->end(1006);
}

//! The session is the loop's from now on: it says goodbye in its own time.
void Device::ended()
{
    if (!m_session)
        return;
    m_server.underway -= int(m_acks.size()) + (m_isLive || m_nextAck > 0 ? 0 : 1);
    m_acks.clear();
    m_nextAck = 0;
    m_isLive = false;
    m_catching.clear();
    m_waiting.clear();
    m_presence.clear();
    for (RoomView &view : m_rooms)
        view.typing.clear();
    m_transport = nullptr;
    Loop &loop = m_server.loop();
    // After the transport has told the session that it is over.
    loop.post([&loop, session = std::shared_ptr<Session>(std::move(m_session))] { loop.post([session] {}); });
}

void Device::emitEvent(const QString &name, const QJsonValue &argument, Acked acked)
{
    if (!m_session)
        return;
    const int id = ++m_nextAck;
    ++m_server.underway;
    m_acks.insert(id, std::move(acked));
    const QByteArray json = QJsonDocument(QJsonArray{name, argument}).toJson(QJsonDocument::Compact);
    m_transport->deliver("42" + QByteArray::number(id) + json);
}

void Device::received(QByteArrayView packet)
{
    const QByteArray text = packet.toByteArray();
    if (text.startsWith("40")) {
        --m_server.underway;
        m_nextAck = 1; // past 40
        return load();
    }
    if (!text.startsWith("42") && !text.startsWith("43"))
        return;
    const qsizetype begin = text.indexOf('[');
    const QJsonArray data = QJsonDocument::fromJson(text.mid(begin)).array();
    if (text.startsWith("42"))
        return heard(data.at(0).toString(), data.at(1).toObject());
    const int id = text.mid(2, begin - 2).toInt();
    if (!m_acks.contains(id))
        return;
    --m_server.underway;
    if (const Acked acked = m_acks.take(id))
        acked(data.at(0).toObject());
}

void Device::heard(const QString &event, const QJsonObject &data)
{
    // An event may speak of what an answer is yet to bring.
    if (!isLive())
        m_waiting.append({event, data});
    else
        apply(event, data);
}

void Device::load()
{
    m_server.call("GET", QStringLiteral("/api/rooms"), m_person.token, {},
        [this, connection = m_connection](const TestServer::Answer &answer) {
            if (connection != m_connection || !m_session)
                return;
            QMap<QString, RoomView> rooms;
            for (const QJsonValue &each : answer.body.value(QStringLiteral("rooms")).toArray()) {
                const QString id = each.toObject().value(QStringLiteral("id")).toString();
                rooms.insert(id, m_rooms.value(id));
                rooms[id].room = each.toObject();
            }
            m_rooms = rooms;
            m_isLive = true;
            const QStringList ids = m_rooms.keys();
            m_catching = QSet<QString>(ids.begin(), ids.end());
            m_catching.insert(QString()); // the notifications
            for (const QString &id : ids)
                enter(id);
            loadNotifications({}, {});
        });
}

void Device::loadNotifications(const QString &before, QMap<QString, QString> found)
{
    QString path = QStringLiteral("/api/notifications?unread=true");
    if (!before.isEmpty())
        path += QStringLiteral("&before=") + before;
    m_server.call("GET", path, m_person.token, {},
        [this, found = std::move(found), connection = m_connection](
            const TestServer::Answer &answer) mutable {
            if (connection != m_connection || !m_session)
                return;
            for (const QJsonValue &each : answer.body.value(QStringLiteral("notifications")).toArray()) {
                const QJsonObject notification = each.toObject();
                found.insert(notification.value(QStringLiteral("id")).toString(),
                    notification.value(QStringLiteral("roomId")).toString());
            }
            const QString next = answer.body.value(QStringLiteral("next")).toString();
            if (!next.isEmpty())
                return loadNotifications(next, std::move(found));
            m_unread = found;
            caughtUp({});
        });
}

void Device::enter(const QString &roomId)
{
    emitEvent(QStringLiteral("join:room"), roomId, [this, roomId](const QJsonObject &ack) {
        if (!ack.value(QStringLiteral("ok")).toBool()) { // removed meanwhile
            m_rooms.remove(roomId);
            return caughtUp(roomId);
        }
        RoomView &view = m_rooms[roomId];
        view.readSeq = std::max(view.readSeq, qint64(ack.value(QStringLiteral("readSeq")).toDouble()));
        view.members.clear();
        for (const QJsonValue &each : ack.value(QStringLiteral("members")).toArray()) {
            const QJsonObject member = each.toObject();
            const QString id = member.value(QStringLiteral("userId")).toString();
            view.members.insert(id, member.value(QStringLiteral("role")).toString());
            m_presence.insert(id, member.value(QStringLiteral("status")).toString());
        }
        // The list of rooms may be older.
        view.room.insert(QStringLiteral("role"), view.members.value(m_person.id));
        view.reads.removeIf([&view](auto it) { return !view.members.contains(it.key()); });
        recover(roomId);
    });
}

void Device::recover(const QString &roomId)
{
    const RoomView &view = m_rooms[roomId];
    const qint64 seen = view.messages.isEmpty() ? 0 : view.messages.lastKey();
    const QJsonObject position{{QStringLiteral("roomId"), roomId},
        {QStringLiteral("changeSeq"), view.changeSeq}, {QStringLiteral("readCount"), view.readCount}};
    emitEvent(QStringLiteral("recover"),
        QJsonObject{{QStringLiteral("rooms"), QJsonObject{{roomId, QString::number(seen)}}},
            {QStringLiteral("since"), 0}, {QStringLiteral("changes"), QJsonArray{position}},
            {QStringLiteral("notificationsAfter"),
                QStringLiteral("n9007199254740991")}}, // those are asked for elsewhere
        [this, roomId](const QJsonObject &ack) { recovered(roomId, ack); });
}

void Device::recovered(const QString &roomId, const QJsonObject &ack)
{
    if (!ack.value(QStringLiteral("ok")).toBool() || !m_rooms.contains(roomId)) {
        m_rooms.remove(roomId);
        return caughtUp(roomId);
    }
    RoomView &view = m_rooms[roomId];
    for (const char *key : {"messages", "changed"}) {
        for (const QJsonValue &each : ack.value(QLatin1String(key)).toArray())
            put(each.toObject());
    }
    for (const QJsonValue &each : ack.value(QStringLiteral("reads")).toArray()) {
        const QJsonObject read = each.toObject();
        const qint64 seq = qint64(read.value(QStringLiteral("seq")).toDouble());
        const QString userId = read.value(QStringLiteral("userId")).toString();
        if (userId == m_person.id)
            view.readSeq = std::max(view.readSeq, seq);
        else
            view.reads[userId] = seq;
    }
    const QJsonObject position = ack.value(QStringLiteral("changes")).toArray().at(0).toObject();
    view.changeSeq = qint64(position.value(QStringLiteral("changeSeq")).toDouble());
    view.readCount = qint64(position.value(QStringLiteral("readCount")).toDouble());
    if (ack.value(QStringLiteral("more")).toBool())
        return recover(roomId);
    caughtUp(roomId);
}

void Device::caughtUp(const QString &roomId)
{
    m_catching.remove(roomId);
    while (isLive() && !m_waiting.isEmpty()) {
        const auto [event, data] = m_waiting.takeFirst();
        apply(event, data);
    }
}

//! Of two states of a message the one with the higher changeSeq is the newer.
void Device::put(const QJsonObject &message)
{
    const QString roomId = message.value(QStringLiteral("roomId")).toString();
    if (!m_rooms.contains(roomId))
        return;
    const QString changeSeq = QStringLiteral("changeSeq");
    QJsonObject &known = m_rooms[roomId].messages[qint64(message.value(QStringLiteral("seq")).toDouble())];
    if (known.isEmpty() || message.value(changeSeq).toInt() > known.value(changeSeq).toInt())
        known = message;
}

} // namespace hearth::test
