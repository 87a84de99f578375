#include "server/features/membership.h"

#include "server/features/requests.h"
#include "server/features/rest/rooms.h"

namespace hearth::server {

using protocol::Role;

namespace {

bool isLead(Role role)
{
    return role == Role::Owner || role == Role::Admin;
}

//! Beside the gate: nobody acts on those above them, and only an owner makes owners.
Result<Done> mayActOn(const RoomAccess &access, Role before, Role after)
{
    const bool isOwner = access.role == Role::Owner || isLead(access.serverRole);
    if (!isOwner && (before == Role::Owner || after == Role::Owner))
        return Error(ErrorCode::Forbidden, QStringLiteral("Only an owner of the room may do that"));
    return Done{};
}

//! The member as they are after; AccessDenied and Forbidden by the gate, InvalidRequest where the room would
//! be left without an owner.
Result<RoomMember> changeRole(
    Database &db, const QString &userId, const QString &roomId, const QString &memberId, Role role)
{
    const auto access = pass(db, userId, roomId, Verb::Manage);
    if (!access)
        return access.error();
    const auto members = db.rooms().members(roomId);
    if (!members)
        return members.error();
    const RoomMember *member = nullptr;
    int owners = 0;
    for (const RoomMember &each : *members) {
        owners += each.role == Role::Owner;
        if (each.user.id == memberId)
            member = &each;
    }
    if (!member)
        return Error(ErrorCode::NotFound, QStringLiteral("There is no such member"));
    if (const auto may = mayActOn(*access, member->role, role); !may)
        return may.error();
    if (member->role == Role::Owner && role != Role::Owner && owners == 1)
        return Error(ErrorCode::InvalidRequest, QStringLiteral("role: make somebody else an owner first"));
    if (const auto set = db.rooms().setMemberRole(roomId, memberId, role); !set)
        return set.error();
    return db.rooms().member(roomId, memberId);
}

//! Oneself at any time; others by who manages the room.
Result<Departure> removeFrom(Database &db, const Act &act, const QString &roomId, const QString &memberId)
{
    const QString &userId = act.userId;
    const bool isSelf = userId == memberId;
    const auto access = pass(db, userId, roomId, isSelf ? Verb::Follow : Verb::Manage);
    if (!access)
        return access.error();
    const auto member = db.rooms().member(roomId, memberId);
    if (!member)
        return member.error().code == ErrorCode::NotFound ? Result(Departure{}) : member.error();
    if (!isSelf) {
        if (const auto may = mayActOn(*access, member->role, Role::Member); !may)
            return may.error();
        const auto room = db.rooms().roomFor(userId, roomId);
        if (!room)
            return room.error();
        if (const auto done =
                recordOfRoom(db, act, protocol::AuditAction::RoomRemovedMember, *room, member->user.username);
            !done)
            return done.error();
    }
    return db.rooms().removeMember(roomId, memberId);
}

} // namespace

Membership::Membership(const Services &services, Accounts &accounts, Notifications &notifications,
    PresenceFeature &presence, Rooms &rooms, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_accounts(accounts)
    , m_notifications(notifications)
    , m_presence(presence)
    , m_rooms(rooms)
{
    Router &router = services.router;
    router.add("GET", "/api/rooms/{id}/members", this, &Membership::list);
    router.add("PUT", "/api/rooms/{id}/members/{userId}", this, &Membership::add);
    router.add("PATCH", "/api/rooms/{id}/members/{userId}", this, &Membership::setRole);
    router.add("DELETE", "/api/rooms/{id}/members/{userId}", this, &Membership::remove);
    router.add("GET", "/api/rooms/{id}/messages/{messageId}/readers", this, &Membership::readers);
}

void Membership::answer(const HttpRequest &request, const Responder &respond, Verb verb,
    const QString &roomId, const Read &read, Encode encode)
{
    m_accounts.authenticate(request, respond, [=, this](const Caller &caller) {
        m_services.storage.read<QList<RoomMember>>(
            this,
            [=, me = caller.user.id](Database &db) -> Result<QList<RoomMember>> {
                if (const auto access = pass(db, me, roomId, verb); !access)
                    return access.error();
                return read(db);
            },
            [this, respond, encode, me = caller.user.id](const Result<QList<RoomMember>> &found) {
                if (!found)
                    return respond(HttpResponse::error(found.error()));
                QList<protocol::Member> people;
                for (const RoomMember &each : *found) {
                    people += memberOf(each);
                    people.last().status = m_presence.statusOf(each.user.id, me);
                }
                respond(encode(people));
            });
    });
}

void Membership::list(const HttpRequest &request, const QStringList &ids, const Responder &respond)
{
    answer(
        request, respond, Verb::Enter, ids.at(0),
        [roomId = ids.at(0)](Database &db) { return db.rooms().members(roomId); },
        [](const QList<protocol::Member> &people) { return answerOf(Result(MemberList{people})); });
}

void Membership::readers(const HttpRequest &request, const QStringList &ids, const Responder &respond)
{
    answer(
        request, respond, Verb::Follow, ids.at(0),
        [ids](Database &db) { return db.rooms().readersOf(ids.at(0), positionOf(ids.at(1))); },
        [](const QList<protocol::Member> &people) { return answerOf(Result(ReaderList{people})); });
}

void Membership::add(const HttpRequest &request, const QStringList &ids, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, ids, respond](const Caller &caller) {
        const QString &roomId = ids.at(0);
        const QString &memberId = ids.at(1);
        struct Added
        {
            std::optional<RoomMember> member; //!< nothing: was one before
            QList<Welcome> welcomes;
            News news;
        };
        m_services.storage.write<Added>(
            this,
            [=, me = caller.user.id, occasion = m_notifications.occasion()](Database &db) -> Result<Added> {
                const auto access = pass(db, me, roomId, me == memberId ? Verb::Enter : Verb::Invite);
                if (!access)
                    return access.error();
                if (!mustBeThere(db, memberId))
                    return Error(ErrorCode::NotFound, QStringLiteral("There is no such person"));
                const auto isNew = db.rooms().addMember(roomId, memberId, occasion.at);
                if (!isNew)
                    return isNew.error();
                if (!*isNew)
                    return Added();
                const auto member = db.rooms().member(roomId, memberId);
                if (!member)
                    return member.error();
                const auto welcomes = welcomesOf(db, roomId, {memberId});
                if (!welcomes)
                    return welcomes.error();
                const auto news = notifyOfRoom(db, roomId, {memberId}, me, occasion);
                return news ? Result(Added{*member, *welcomes, *news}) : news.error();
            },
            [this, roomId, respond](const Result<Added> &added) {
                if (!added)
                    return respond(HttpResponse::error(added.error()));
                if (added->member) {
                    m_rooms.tellAdded(added->welcomes);
                    m_rooms.tellMember(roomId, memberOf(*added->member));
                }
                m_notifications.tell(added->news);
                respond(okay());
            });
    });
}

void Membership::setRole(const HttpRequest &request, const QStringList &ids, const Responder &respond)
{
    const auto body = bodyAs<PatchMember>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    m_accounts.authenticate(request, respond, [this, ids, respond, role = body->role](const Caller &caller) {
        m_services.storage.write<RoomMember>(
            this,
            [=, me = caller.user.id](Database &db) { return changeRole(db, me, ids.at(0), ids.at(1), role); },
            [this, ids, respond](const Result<RoomMember> &member) {
                if (!member)
                    return respond(HttpResponse::error(member.error()));
                m_rooms.tellMember(ids.at(0), memberOf(*member));
                respond(okay());
            });
    });
}

void Membership::remove(const HttpRequest &request, const QStringList &ids, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, ids, respond](const Caller &caller) {
        m_services.storage.write<Departure>(
            this,
            [ids, act = actOf(caller, m_services)](
                Database &db) { return removeFrom(db, act, ids.at(0), ids.at(1)); },
            [this, ids, respond](const Result<Departure> &gone) {
                if (!gone)
                    return respond(HttpResponse::error(gone.error()));
                if (gone->isNew)
                    m_rooms.expel(ids.at(0), ids.at(1), gone->heir);
                respond(okay());
            });
    });
}

} // namespace hearth::server
