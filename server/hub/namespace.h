#pragma once

#include "server/hub/socket.h"
#include "shared/socketio/packet.h"

#include <QHash>
#include <QJsonObject>

namespace hearth::server {

//! A Socket.IO namespace: who may connect, what events mean, who is in which room. Handlers are set before
//! the first client connects.
class Namespace
{
public:
    //! nullopt lets the socket in; an object is the data of CONNECT_ERROR (`message` and more).
    using Verdict = std::function<void(std::optional<QJsonObject> refusal)>;
    using Middleware = std::function<void(Socket &, const QJsonObject &auth, Verdict)>;
    using EventHandler = std::function<void(Socket &, const QJsonArray &arguments, const Ack &)>;

    explicit Namespace(QString name) : m_name(std::move(name)) {}

    void setMiddleware(Middleware middleware) { m_middleware = std::move(middleware); }
    void onConnected(std::function<void(Socket &)> handler) { m_onConnected = std::move(handler); }
    //! With the rooms that the socket was in; it is in none any more.
    void onDisconnected(std::function<void(Socket &, const QSet<QString> &rooms)> handler)
    {
        m_onDisconnected = std::move(handler);
    }
    void onEvent(const QString &event, EventHandler handler) { m_handlers.insert(event, std::move(handler)); }
    //! Asked before every event; false drops it, and the guard has answered.
    void setGuard(std::function<bool(Socket &, const Ack &)> guard) { m_guard = std::move(guard); }
    //! For events without a handler of their own.
    void onUnknownEvent(EventHandler handler) { m_onUnknown = std::move(handler); }

    //! To everybody in the room, encoded once.
    void emitTo(const QString &room, const QString &event, const QJsonArray &arguments,
        const Socket *except = nullptr);
    [[nodiscard]] Frame eventFrame(const QString &event, const QJsonArray &arguments) const;
    [[nodiscard]] QList<Socket *> socketsIn(const QString &room) const;
    [[nodiscard]] qsizetype socketCount() const { return m_sockets.size(); }
    [[nodiscard]] quint64 deliveries() const { return m_deliveries; }

    // ---- for the connection and the sockets ----
    void admit(Session *session, const QJsonObject &auth, std::function<void(Socket *)> admitted);
    void dispatch(Socket *socket, const socketio::Packet &packet);
    void drop(Socket *socket);
    void addToRoom(const QString &room, Socket *socket) { m_rooms[room].insert(socket); }
    void removeFromRoom(const QString &room, Socket *socket);

private:
    [[nodiscard]] QByteArray encoded(
        socketio::PacketType type, QJsonValue data, std::optional<qint64> id = {}) const;

    QString m_name;
    Middleware m_middleware;
    std::function<void(Socket &)> m_onConnected;
    std::function<void(Socket &, const QSet<QString> &)> m_onDisconnected;
    std::function<bool(Socket &, const Ack &)> m_guard;
    EventHandler m_onUnknown;
    QHash<QString, EventHandler> m_handlers;
    QHash<QString, QSet<Socket *>> m_rooms;
    QSet<Socket *> m_sockets;
    quint64 m_deliveries = 0;
};

} // namespace hearth::server
