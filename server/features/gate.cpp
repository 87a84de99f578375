#include "server/features/gate.h"

namespace hearth::server {

using protocol::Role;

namespace {

bool isLead(Role role)
{
    return role == Role::Owner || role == Role::Admin;
}

//! Why somebody who may know of the room may not do it; nothing where they may.
std::optional<Error> objection(const RoomAccess &access, Verb verb)
{
    switch (verb) {
    case Verb::Enter:
    case Verb::Follow:
        return std::nullopt;
    case Verb::Act:
        if (access.isArchived)
            return Error(ErrorCode::Forbidden,
                QStringLiteral("This room is archived: nothing is written in it until it is opened again"));
        return std::nullopt;
    case Verb::Invite:
        if (access.isDirect)
            return Error(
                ErrorCode::Forbidden, QStringLiteral("A conversation of two stays one: make a room"));
        if (access.role == Role::Guest || access.serverRole == Role::Guest)
            return Error(ErrorCode::Forbidden, QStringLiteral("Guests invite nobody"));
        return std::nullopt;
    case Verb::Manage:
        if (access.isDirect || !(isLead(access.role) || isLead(access.serverRole)))
            return Error(
                ErrorCode::Forbidden, QStringLiteral("Only the room's owner and admins may do that"));
        return std::nullopt;
    }
    return Error(ErrorCode::Internal);
}

//! Nothing where they may.
std::optional<Error> refusal(const RoomAccess &access, Verb verb)
{
    const bool isOpenToAll = verb == Verb::Enter || (verb == Verb::Manage && isLead(access.serverRole));
    if (!access.isMember && (access.isPrivate || !isOpenToAll))
        return Error(ErrorCode::AccessDenied);
    return objection(access, verb);
}

} // namespace

Result<RoomAccess> pass(Database &db, const QString &userId, const QString &roomId, Verb verb)
{
    const auto all = passEach(db, {{userId, roomId}}, verb);
    return all ? all->front() : all.error();
}

Result<QList<Result<RoomAccess>>> passEach(Database &db, const QList<PersonInRoom> &all, Verb verb)
{
    auto accesses = db.rooms().accessEach(all);
    if (!accesses)
        return accesses;
    for (Result<RoomAccess> &access : *accesses) {
        if (const auto why = access ? refusal(*access, verb) : std::nullopt)
            access = *why;
    }
    return accesses;
}

Result<QList<KnownRoom>> passAll(Database &db, const QString &userId, Verb verb)
{
    auto rooms = db.rooms().knownRooms(userId);
    if (rooms)
        rooms->removeIf([verb](const KnownRoom &room) { return refusal(room.access, verb).has_value(); });
    return rooms;
}

} // namespace hearth::server
