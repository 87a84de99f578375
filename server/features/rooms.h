#pragma once

#include "server/features/accounts.h"
#include "server/features/presence.h"
#include "server/features/typing.h"

namespace hearth::server {

//! Rooms and who is in them: events join:room and leave:room, and the REST paths under /api/rooms.
class Rooms : public QObject
{
    Q_OBJECT

public:
    Rooms(const Services &services, Accounts &accounts, PresenceFeature &presence, Typing &typing,
        QObject *parent = nullptr);

    //! The socket's connection has ended; its rooms hear of it.
    void disconnected(const Socket &socket, const QSet<QString> &rooms);
    //! Connection state recovery has put it back into its rooms; they hear of it.
    void recovered(const Socket &socket);

private:
    void join(Socket &socket, const QString &roomId,
        const std::function<void(Result<protocol::JoinRoomAck>)> &answer);
    void enter(Socket &socket, const protocol::JoinRoomAck &state);
    void leave(Socket &socket, const QString &roomId);
    void list(const HttpRequest &request, const Responder &respond);
    void create(const HttpRequest &request, const Responder &respond);
    void addMember(const HttpRequest &request, const QStringList &ids, const Responder &respond);
    void removeMember(const HttpRequest &request, const QStringList &ids, const Responder &respond);
    void tellAdded(const QString &roomId, const QList<QString> &userIds);
    //! Who is invisible comes and goes without a word.
    [[nodiscard]] bool isSeen(const QString &userId) const;
    //! By a socket other than `except`.
    [[nodiscard]] bool isHere(
        const QString &roomId, const QString &userId, const Socket *except = nullptr) const;

    Services m_services;
    Accounts &m_accounts;
    PresenceFeature &m_presence;
    Typing &m_typing;
};

} // namespace hearth::server
