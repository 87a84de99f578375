#pragma once

#include "server/features/accounts.h"
#include "server/features/presence.h"
#include "server/features/roomfeed.h"
#include "server/features/typing.h"

namespace hearth::server {

//! As others are told of, without presence.
[[nodiscard]] protocol::Member memberOf(const RoomMember &member);

//! A room as somebody who has just become a member of it sees it.
struct Welcome
{
    QString userId;
    protocol::Room room;
};
//! Within the transaction that made them members: what is told of it later may be of a time when they were no
//! more.
[[nodiscard]] Result<QList<Welcome>> welcomesOf(
    Database &db, const QString &roomId, const QList<QString> &userIds);

//! Which sockets hear a room (join:room, leave:room), and who is told of its people.
class Rooms : public QObject
{
    Q_OBJECT

public:
    Rooms(const Services &services, RoomFeed &feed, Accounts &accounts, PresenceFeature &presence,
        Typing &typing, QObject *parent = nullptr);

    //! The socket's connection has ended; its rooms hear of it.
    void disconnected(const Socket &socket, const QSet<QString> &rooms);
    //! Tells the people that they are members now.
    void tellAdded(const QList<Welcome> &welcomes);
    //! Tells the room who is, or became, what in it.
    void tellMember(const QString &roomId, protocol::Member member);
    //! Who is a member no longer hears no more, and the room learns of it, and of who owns it now where that
    //! has changed.
    void expel(const QString &roomId, const QString &userId, const std::optional<RoomMember> &heir);
    //! The same on this server alone: the others find it, too.
    void expelHere(const QString &roomId, const QString &userId, const std::optional<RoomMember> &heir = {});
    //! Connection state recovery has put it back into its rooms; they hear of it.
    void recovered(const Socket &socket);

private:
    void join(Socket &socket, const QString &roomId,
        const std::function<void(Result<protocol::JoinRoomAck>)> &answer);
    void enter(Socket &socket, const protocol::JoinRoomAck &state);
    void leave(Socket &socket, const QString &roomId);
    void tellMember(const protocol::JoinRoomAck &state, const QString &userId);
    //! Who is invisible comes and goes without a word.
    [[nodiscard]] bool isSeen(const QString &userId) const;
    //! By a socket other than `except`.
    [[nodiscard]] bool isHere(
        const QString &roomId, const QString &userId, const Socket *except = nullptr) const;

    Services m_services;
    RoomFeed &m_feed;
    Accounts &m_accounts;
    PresenceFeature &m_presence;
    Typing &m_typing;
};

} // namespace hearth::server
