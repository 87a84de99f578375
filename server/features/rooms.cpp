#include "server/features/rooms.h"

#include "server/features/binding.h"
#include "server/features/gate.h"
#include "server/features/requests.h"
#include "shared/base/ids.h"
#include "shared/protocol/events.h"

#include <algorithm>

namespace hearth::server {

using protocol::JoinRoomAck;
using protocol::User;

Rooms::Rooms(
    const Services &services, Accounts &accounts, PresenceFeature &presence, Typing &typing, QObject *parent)
    : QObject(parent), m_services(services), m_accounts(accounts), m_presence(presence), m_typing(typing)
{
    bind<protocol::JoinRoom>(
        services.chat, [this](Socket &socket, const protocol::JoinRoom &event,
                           const Answer<protocol::JoinRoom> &answer) { join(socket, event.roomId, answer); });
    bind<protocol::LeaveRoom>(services.chat,
        [this](Socket &socket, const protocol::LeaveRoom &event, const Answer<protocol::LeaveRoom> &answer) {
            leave(socket, event.roomId);
            answer(protocol::EmptyAck{});
        });
    Router &router = services.router;
    router.add("GET", QStringLiteral("/api/rooms"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            list(request, respond);
        });
    router.add("POST", QStringLiteral("/api/rooms"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            create(request, respond);
        });
    router.add("PUT", QStringLiteral("/api/rooms/{id}/members/{userId}"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            addMember(request, ids, respond);
        });
    router.add("DELETE", QStringLiteral("/api/rooms/{id}/members/{userId}"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            removeMember(request, ids, respond);
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
    m_services.storage.write<JoinRoomAck>(
        this,
        [roomId, userId = callerOf(socket).user.id, now = m_services.clock.wallMs()](
            Database &db) -> Result<JoinRoomAck> {
            const auto access = pass(db, userId, roomId, Verb::Enter);
            if (!access)
                return access.error();
            // Who enters a public room belongs to it from then on.
            if (!access->isMember) {
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
            for (const User &user : *members)
                ack.members += {user.id, user.username, protocol::Presence::Offline, user.displayName};
            return ack;
        },
        [this, guard, answer](const Result<JoinRoomAck> &state) {
            if (!guard || !guard->isConnected())
                return;
            if (!state)
                return answer(state.error());
            enter(*guard, *state);
            JoinRoomAck ack = *state;
            const QString viewer = callerOf(*guard).user.id;
            for (protocol::Member &member : ack.members)
                member.status = m_presence.statusOf(member.userId, viewer);
            answer(ack);
        });
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

void Rooms::list(const HttpRequest &request, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, respond](const Caller &caller) {
        using Lists = std::pair<QList<protocol::Room>, QList<protocol::Room>>;
        m_services.storage.read<Lists>(
            this,
            [userId = caller.user.id](Database &db) -> Result<Lists> {
                auto own = db.rooms().roomsOf(userId);
                auto open = db.rooms().publicRooms(userId);
                if (!own)
                    return own.error();
                if (!open)
                    return open.error();
                return Lists{*own, *open};
            },
            [respond](const Result<Lists> &lists) {
                if (!lists)
                    return respond(HttpResponse::error(lists.error()));
                respond(HttpResponse::json({{QStringLiteral("rooms"), protocol::encode(lists->first)},
                    {QStringLiteral("public"), protocol::encode(lists->second)}}));
            });
    });
}

void Rooms::create(const HttpRequest &request, const Responder &respond)
{
    const auto body = bodyAs<CreateRoom>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    if (!body->direct && !body->name)
        return respond(HttpResponse::error({ErrorCode::InvalidRequest, QStringLiteral("name: is missing")}));
    m_accounts.authenticate(request, respond, [this, respond, wanted = *body](const Caller &caller) {
        const QString me = caller.user.id;
        NewRoom room{newId(IdKind::Room), wanted.name.value_or(QString()), wanted.topic.value_or(QString()),
            wanted.isPrivate.value_or(false), me, wanted.members.value_or(QList<QString>()), {},
            m_services.clock.wallMs()};
        if (wanted.direct) {
            QStringList two{me, *wanted.direct};
            two.sort();
            room.directKey = two.join(QLatin1Char('+'));
            room.isPrivate = true;
            room.members = {*wanted.direct};
        }
        m_services.storage.write<protocol::Room>(
            this,
            [room](Database &db) -> Result<protocol::Room> {
                for (const QString &member : room.members) {
                    if (!db.accounts().userById(member))
                        return Error(ErrorCode::NotFound, QStringLiteral("members: there is no such person"));
                }
                return db.rooms().createRoom(room);
            },
            [this, respond, me, members = room.members](const Result<protocol::Room> &made) {
                if (!made)
                    return respond(HttpResponse::error(made.error()));
                tellAdded(made->id, QList<QString>{me} + members);
                respond(HttpResponse::json({{QStringLiteral("room"), protocol::encodeObject(*made)}}, 201));
            });
    });
}

void Rooms::addMember(const HttpRequest &request, const QStringList &ids, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, ids, respond](const Caller &caller) {
        const bool isSelf = ids.at(1) == caller.user.id;
        m_services.storage.write<bool>(
            this,
            [=, me = caller.user.id, now = m_services.clock.wallMs()](Database &db) -> Result<bool> {
                const auto access = pass(db, me, ids.at(0), isSelf ? Verb::Enter : Verb::Act);
                if (!access)
                    return access.error();
                if (!db.accounts().userById(ids.at(1)))
                    return Error(ErrorCode::NotFound, QStringLiteral("There is no such person"));
                return db.rooms().addMember(ids.at(0), ids.at(1), now);
            },
            [this, ids, respond](const Result<bool> &isNew) {
                if (!isNew)
                    return respond(HttpResponse::error(isNew.error()));
                if (*isNew)
                    tellAdded(ids.at(0), {ids.at(1)});
                respond(HttpResponse::json({{QStringLiteral("ok"), true}}));
            });
    });
}

void Rooms::removeMember(const HttpRequest &request, const QStringList &ids, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, ids, respond](const Caller &caller) {
        // Oneself at any time; others only by those who run the server.
        const bool mayRemove = ids.at(1) == caller.user.id || caller.user.role == protocol::Role::Owner ||
                               caller.user.role == protocol::Role::Admin;
        m_services.storage.write<bool>(
            this,
            [=, me = caller.user.id](Database &db) -> Result<bool> {
                const auto access = pass(db, me, ids.at(0), Verb::Act);
                if (!access)
                    return access.error();
                if (!mayRemove)
                    return ErrorCode::Forbidden;
                return db.rooms().removeMember(ids.at(0), ids.at(1));
            },
            [this, ids, respond](const Result<bool> &isGone) {
                if (!isGone)
                    return respond(HttpResponse::error(isGone.error()));
                // At once, also on sockets that are open: nothing more comes from the room.
                for (Socket *socket : m_services.chat.socketsIn(personalRoom(ids.at(1))))
                    leave(*socket, ids.at(0));
                // Nor to those who are away and may come back for what they missed.
                m_services.chat.leaveSockets({personalRoom(ids.at(1))}, roomName(ids.at(0)));
                if (*isGone)
                    emitTo(m_services.chat, personalRoom(ids.at(1)), protocol::RoomRemoved{ids.at(0)});
                respond(HttpResponse::json({{QStringLiteral("ok"), true}}));
            });
    });
}

void Rooms::tellAdded(const QString &roomId, const QList<QString> &userIds)
{
    for (const QString &userId : userIds) {
        m_services.storage.read<protocol::Room>(
            this, [=](Database &db) { return db.rooms().roomFor(userId, roomId); },
            [this, userId](const Result<protocol::Room> &room) {
                if (room)
                    emitTo(m_services.chat, personalRoom(userId), protocol::RoomAdded{*room});
            });
    }
}

} // namespace hearth::server
