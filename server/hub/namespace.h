#pragma once

#include "server/hub/peers.h"
#include "server/hub/recoverylog.h"
#include "server/hub/socket.h"
#include "shared/socketio/decoder.h"

#include <QHash>
#include <QJsonObject>

namespace hearth::server {

//! A Socket.IO namespace: who may connect, what events mean, who is in which room. Handlers are set before
//! the first client connects.
class Namespace
{
public:
    enum class Leaving {
        Lost,   //!< it may recover
        Silent, //!< the same, and it has not been heard of for a heartbeat's time
        ForGood,
    };
    //! nullopt lets the socket in; an object is the data of CONNECT_ERROR (`message` and more).
    using Verdict = std::function<void(std::optional<QJsonObject> refusal)>;
    using Middleware = std::function<void(Socket &, const QJsonObject &auth, Verdict)>;
    using EventHandler = std::function<void(Socket &, const Arguments &, const Ack &)>;
    //! The same from the event's text (PlainEvent::items); false, and nothing was done, where it is not for
    //! it to judge.
    using PlainHandler = std::function<bool(Socket &, QByteArrayView items, const Ack &)>;
    //! Whom an event is for; a socket's id is the room of that socket alone.
    using Rooms = QSet<QString>;

    Namespace(QString name, Loop &loop, const RecoveryLog::Options &recovery)
        : m_name(std::move(name)), m_loop(loop), m_log(loop.clock(), recovery)
    {}
    ~Namespace();

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] Loop &loop() const { return m_loop; }

    //! Also asked where a client recovers.
    void setMiddleware(Middleware middleware) { m_middleware = std::move(middleware); }
    //! Whether a client that shows the secret of a lost session may have it: `before` and `now` are the
    //! session's data and what the middleware has just given the socket. The rule takes out of `rooms`, where
    //! the session was, those that are no longer for it. Without a rule, it may.
    using RecoveryRule = std::function<bool(const std::any &before, const std::any &now, Rooms &rooms)>;
    void setRecoveryRule(RecoveryRule rule) { m_recoveryRule = std::move(rule); }
    //! With the payload of CONNECT.
    void onConnected(std::function<void(Socket &, const QJsonObject &auth)> handler)
    {
        m_onConnected = std::move(handler);
    }
    //! With the rooms that the socket was in; it is in none any more.
    void onDisconnected(std::function<void(Socket &, const QSet<QString> &rooms, Leaving)> handler)
    {
        m_onDisconnected = std::move(handler);
    }
    //! `plain` is asked first, where the event came as text that needs no second look.
    void onEvent(const QString &event, EventHandler handler, PlainHandler plain = {})
    {
        m_handlers.insert(event.toUtf8(), {std::move(handler), std::move(plain)});
    }
    //! Asked before every event; false drops it, and the guard has answered.
    void setGuard(std::function<bool(Socket &, const Ack &)> guard) { m_guard = std::move(guard); }
    //! For events without a handler of their own.
    void onUnknownEvent(EventHandler handler) { m_onUnknown = std::move(handler); }

    //! Other servers, who hear from now on what is done to everybody's sockets; null: there are none.
    void setPeers(Peers *peers) { m_peers = peers; }

    // ---- to the sockets of every server ----
    //! To everybody in one of the rooms (all, where there is none) and in none of `except`; encoded once.
    void emitTo(const Rooms &rooms, const QString &event, const Encoded &arguments, const Rooms &except = {});
    //! The same to one room, and not to `except`: what is sent all the time.
    void emitToRoom(
        const QString &room, const QString &event, const Encoded &arguments, const Socket *except = nullptr);
    //! Dropped for those who could not take it at once.
    void emitVolatile(
        const Rooms &rooms, const QString &event, const Encoded &arguments, const Rooms &except = {});
    //! Answers once: what came within timeoutMs, and how many did not.
    using Collected = Peers::Collected;
    void emitWithAck(const Rooms &rooms, const QString &event, const Encoded &arguments, int timeoutMs,
        const Collected &collected);
    void joinSockets(const Rooms &rooms, const QString &into);
    //! Also those that are away and may recover.
    void leaveSockets(const Rooms &rooms, const QString &from);
    void disconnectSockets(const Rooms &rooms);

    // ---- to those of the other servers alone ----
    //! For who delivers to the own ones himself, in the order of the places.
    void tellPeers(const QString &room, const QString &event, const Encoded &arguments, const Place &place)
    {
        if (m_peers)
            m_peers->placed(room, event, arguments, place);
    }
    [[nodiscard]] bool hasPeers() const { return m_peers != nullptr; }
    //! What another server has told so. Without a handler it is delivered as it comes.
    using PlacedHandler = std::function<void(
        const QString &room, const QString &event, const Encoded &arguments, const Place &place)>;
    void onPlaced(int track, const PlacedHandler &handler) { m_onPlaced.insert(track, handler); }
    void placed(const QString &room, const QString &event, const Encoded &arguments, const Place &place);

    // ---- to those of this server alone ----
    void deliver(const Audience &to, const QString &event, const Encoded &arguments, bool isVolatile = false);
    //! Calls back once for each of as many as it returns.
    int ask(const Audience &to, const QString &event, const Encoded &arguments, int timeoutMs,
        const Answered &each);
    void move(const Audience &who, const QString &room, bool isJoin);
    //! `closes` the whole connection of each, or takes it out of this namespace.
    void disconnect(const Audience &who, bool closes);
    [[nodiscard]] QList<Socket *> socketsIn(const QString &room) const
    {
        return m_rooms.value(room).values();
    }
    [[nodiscard]] QList<Socket *> fetchSockets(const Rooms &rooms, const Rooms &except = {}) const;
    [[nodiscard]] QStringList roomNames() const { return m_rooms.keys(); }
    [[nodiscard]] bool hasRoom(const QString &room) const { return m_rooms.contains(room); }
    [[nodiscard]] qsizetype socketCount() const { return m_sockets.size(); }
    [[nodiscard]] quint64 deliveries() const { return m_deliveries; }
    //! Volatile frames that a socket could not take at once.
    [[nodiscard]] quint64 drops() const { return m_drops; }
    void dropped() { ++m_drops; }

    // ---- for the connection and the sockets ----
    //! `admitted` gets null where the client was refused.
    Socket *admit(Session *session, const QJsonObject &auth, std::function<void(Socket *)> admitted);
    void dispatch(Socket *socket, const socketio::Packet &packet);
    void dispatch(Socket *socket, const socketio::PlainEvent &event);
    void answered(Socket *socket, const socketio::Packet &packet);
    void drop(Socket *socket, Leaving leaving);
    //! The session went before the middleware's verdict.
    void abandon(Socket *socket);
    //! From the server's side.
    void disconnect(Socket *socket);
    void emitToSocket(Socket &socket, const QString &event, const Encoded &arguments);
    [[nodiscard]] std::vector<Frame> eventFrames(
        const QString &event, const Encoded &arguments, std::optional<qint64> ackId = {}) const;
    [[nodiscard]] qint64 nextAckId() { return m_nextAckId++; }
    void addToRoom(const QString &room, Socket *socket);
    void removeFromRoom(const QString &room, Socket *socket);

private:
    struct Handlers
    {
        EventHandler handler;
        PlainHandler plain;
    };
    void deliverKept(const Audience &to, const QString &event, const Encoded &arguments);
    void deliverVolatile(const Audience &to, const QString &event, const Encoded &arguments);
    void handle(Socket &socket, const QByteArray &event, const Arguments &arguments, const Ack &ack);
    //! `json` is the packet's data in pieces; nothing for a packet without.
    [[nodiscard]] std::vector<Frame> frames(socketio::PacketType type,
        const std::array<QByteArrayView, 3> &json, const QList<QByteArray> &attachments = {},
        std::optional<qint64> id = {}) const;
    //! Who is in one of the rooms.
    [[nodiscard]] QSet<Socket *> membersOf(const Rooms &rooms) const;
    //! The same, and everybody where there is no room.
    [[nodiscard]] QSet<Socket *> audience(const Rooms &rooms) const
    {
        return rooms.isEmpty() ? m_sockets : membersOf(rooms);
    }
    //! The event's frames, with its place in the log as the last argument where there is a log.
    [[nodiscard]] std::vector<Frame> logged(
        const Audience &audience, const QString &event, const Encoded &arguments);
    void welcome(Socket *socket, const QJsonObject &auth, const std::function<void(Socket *)> &admitted);
    void restore(Socket *socket, const QJsonObject &auth);
    [[nodiscard]] Ack ackFor(Socket *socket, qint64 id);

    QString m_name;
    Loop &m_loop;
    Peers *m_peers = nullptr;
    RecoveryLog m_log;
    Middleware m_middleware;
    RecoveryRule m_recoveryRule;
    std::function<void(Socket &, const QJsonObject &)> m_onConnected;
    std::function<void(Socket &, const QSet<QString> &, Leaving)> m_onDisconnected;
    std::function<bool(Socket &, const Ack &)> m_guard;
    EventHandler m_onUnknown;
    QHash<QByteArray, Handlers> m_handlers; //!< by the event's name
    QHash<int, PlacedHandler> m_onPlaced;   //!< by the track
    QHash<QString, QSet<Socket *>> m_rooms;
    QSet<Socket *> m_sockets;
    quint64 m_deliveries = 0;
    quint64 m_drops = 0;
    qint64 m_nextAckId = 0;
};

} // namespace hearth::server
