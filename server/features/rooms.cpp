#include "server/features/rooms.h"

#include "server/features/binding.h"
#include "server/features/gate.h"
#include "shared/protocol/events.h"

#include <algorithm>

namespace hearth::server {

using protocol::JoinRoomAck;
using protocol::User;

protocol::Member memberOf(const RoomMember &member)
{
    const User &user = member.user;
    return {
        user.id, user.username, protocol::Presence::Offline, user.displayName, member.role, member.lastSeen};
}

Result<QList<Welcome>> welcomesOf(Database &db, const QString &roomId, const QList<QString> &userIds)
{
    QList<Welcome> welcomes;
    for (const QString &userId : userIds) {
        const auto room = db.rooms().roomFor(userId, roomId);
        if (!room)
            return room.error();
        welcomes += {userId, *room};
    }
    return welcomes;
}

Rooms::Rooms(const Services &services, RoomFeed &feed, Accounts &accounts, PresenceFeature &presence,
    Typing &typing, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_feed(feed)
    , m_accounts(accounts)
    , m_presence(presence)
    , m_typing(typing)
{
    connect(&feed, &RoomFeed::strangerFound, this,
        [this](const QString &roomId, const QString &userId) { expelHere(roomId, userId); });
    bind<protocol::JoinRoom>(
        services.chat, [this](Socket &socket, const protocol::JoinRoom &event,
                           const Answer<protocol::JoinRoom> &answer) { join(socket, event.roomId, answer); });
    bind<protocol::LeaveRoom>(services.chat,
        [this](Socket &socket, const protocol::LeaveRoom &event, const Answer<protocol::LeaveRoom> &answer) {
            leave(socket, event.roomId);
            answer(protocol::EmptyAck{});
        });
}

void Rooms::join(
    Socket &socket, const QString &roomId, const std::function<void(Result<JoinRoomAck>)> &answer)
{
    const int limit = m_services.limits.roomsPerSocket;
    const auto isChatRoom = [](const QString &room) { return room.startsWith(QLatin1String("room:")); };
    if (limit > 0 && !socket.rooms().contains(roomName(roomId)) &&
        std::count_if(socket.rooms().begin(), socket.rooms().end(), isChatRoom) >= limit)
        return answer(Error(ErrorCode::TooMany, QStringLiteral("At most %1 rooms on one socket").arg(limit)));
    const QPointer<Socket> guard(&socket);
    struct Joined
    {
        JoinRoomAck ack;
        QList<Welcome> welcomes; //!< none: was a member
    };
    m_services.storage.write<Joined>(
        this,
        [roomId, userId = callerOf(socket).user.id, now = m_services.clock.wallMs()](
            Database &db) -> Result<Joined> {
            const auto access = pass(db, userId, roomId, Verb::Enter);
            if (!access)
                return access.error();
            // Who enters a public room belongs to it from then on.
            if (!access->isMember) {
                if (access->isArchived)
                    return Error(
                        ErrorCode::Forbidden, QStringLiteral("This room is archived: nobody joins it"));
                if (const auto added = db.rooms().addMember(roomId, userId, now); !added)
                    return added.error();
            }
            const auto state = db.rooms().state(roomId, userId);
            const auto members = db.rooms().members(roomId);
            if (!state)
                return state.error();
            if (!members)
                return members.error();
            JoinRoomAck ack{roomId, state->epoch, state->lastSeq, state->readSeq, state->othersReadSeq,
                state->changeSeq, {}};
            for (const RoomMember &member : *members)
                ack.members += memberOf(member);
            auto welcomes = welcomesOf(db, roomId, access->isMember ? QStringList() : QStringList{userId});
            return welcomes ? Result(Joined{ack, *welcomes}) : welcomes.error();
        },
        [this, guard, answer, roomId, userId = callerOf(socket).user.id](const Result<Joined> &joined) {
            if (joined && !joined->welcomes.isEmpty()) {
                // One's other devices, too.
                tellAdded(joined->welcomes);
                tellMember(joined->ack, userId);
            }
            if (!guard || !guard->isConnected())
                return;
            if (!joined)
                return answer(joined.error());
            JoinRoomAck ack = joined->ack;
            m_feed.enter(ack);
            enter(*guard, ack);
            const QString viewer = callerOf(*guard).user.id;
            for (protocol::Member &member : ack.members)
                member.status = m_presence.statusOf(member.userId, viewer);
            answer(ack);
        });
}

void Rooms::tellMember(const JoinRoomAck &state, const QString &userId)
{
    const auto it = std::ranges::find(state.members, userId, &protocol::Member::userId);
    if (it != state.members.end())
        tellMember(state.room, *it);
}

void Rooms::tellMember(const QString &roomId, protocol::Member member)
{
    member.status = m_presence.statusOf(member.userId, {});
    emitTo(m_services.chat, roomName(roomId), protocol::MemberChanged{roomId, member});
}

void Rooms::enter(Socket &socket, const JoinRoomAck &state)
{
    const User &user = callerOf(socket).user;
    const bool wasHere = isHere(state.room, user.id);
    socket.join(roomName(state.room));
    if (!wasHere && isSeen(user.id))
        emitTo(m_services.chat, roomName(state.room),
            protocol::UserJoined{state.room, user.id, user.username}, &socket);
}

bool Rooms::isHere(const QString &roomId, const QString &userId, const Socket *except) const
{
    const auto sockets = m_services.chat.socketsIn(roomName(roomId));
    return std::any_of(sockets.begin(), sockets.end(),
        [&](const Socket *each) { return each != except && callerOf(*each).user.id == userId; });
}

bool Rooms::isSeen(const QString &userId) const
{
    return m_presence.statusOf(userId, {}) != protocol::Presence::Offline;
}

void Rooms::leave(Socket &socket, const QString &roomId)
{
    if (!socket.rooms().contains(roomName(roomId)))
        return;
    const User user = callerOf(socket).user;
    socket.leave(roomName(roomId));
    if (!isHere(roomId, user.id)) {
        m_typing.stop(roomId, user);
        if (isSeen(user.id))
            emitTo(m_services.chat, roomName(roomId), protocol::UserLeft{roomId, user.id, user.username});
    }
}

void Rooms::disconnected(const Socket &socket, const QSet<QString> &rooms)
{
    const User &user = callerOf(socket).user;
    for (const QString &room : rooms) {
        if (!room.startsWith(QLatin1String("room:")))
            continue;
        const QString roomId = room.mid(5);
        if (!isHere(roomId, user.id) && isSeen(user.id))
            emitTo(m_services.chat, room, protocol::UserLeft{roomId, user.id, user.username});
    }
}

void Rooms::recovered(const Socket &socket)
{
    const User &user = callerOf(socket).user;
    for (const QString &room : socket.rooms()) {
        if (!room.startsWith(QLatin1String("room:")))
            continue;
        const QString roomId = room.mid(5);
        if (!isHere(roomId, user.id, &socket) && isSeen(user.id))
            emitTo(m_services.chat, room, protocol::UserJoined{roomId, user.id, user.username}, &socket);
    }
}

void Rooms::expel(const QString &roomId, const QString &userId, const std::optional<RoomMember> &heir)
{
    // At once, also on sockets that are open: nothing more comes from the room.
    for (Socket *socket : m_services.chat.socketsIn(personalRoom(userId)))
        leave(*socket, roomId);
    // Nor to those who are away and may come back for what they missed.
    m_services.chat.leaveSockets({personalRoom(userId)}, roomName(roomId));
    emitTo(m_services.chat, personalRoom(userId), protocol::RoomRemoved{roomId});
    emitTo(m_services.chat, roomName(roomId), protocol::MemberRemoved{roomId, userId});
    if (heir)
        tellMember(roomId, memberOf(*heir));
}

void Rooms::expelHere(const QString &roomId, const QString &userId, const std::optional<RoomMember> &heir)
{
    for (Socket *socket : m_services.chat.socketsIn(personalRoom(userId)))
        leave(*socket, roomId);
    m_services.chat.move({{personalRoom(userId)}, {}}, roomName(roomId), false);
    emitHere(m_services.chat, personalRoom(userId), protocol::RoomRemoved{roomId});
    emitHere(m_services.chat, roomName(roomId), protocol::MemberRemoved{roomId, userId});
    if (!heir)
        return;
    protocol::Member member = memberOf(*heir);
    member.status = m_presence.statusOf(member.userId, {});
    emitHere(m_services.chat, roomName(roomId), protocol::MemberChanged{roomId, member});
}

void Rooms::tellAdded(const QList<Welcome> &welcomes)
{
    for (const Welcome &each : welcomes)
        emitTo(m_services.chat, personalRoom(each.userId), protocol::RoomAdded{each.room});
}

} // namespace hearth::server
