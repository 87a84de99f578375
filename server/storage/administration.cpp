#include "server/storage/administration.h"

#include "shared/protocol/codec.h"

namespace hearth::server {

using protocol::Account;
using protocol::AuditAction;
using protocol::Role;

namespace {

Error forbidden(const QString &why)
{
    return {ErrorCode::Forbidden, why};
}

QString nameOf(Role role)
{
    return protocol::encode(role).toString();
}

//! Who acts is looked up here, inside the transaction: a role may have gone since the request came.
Result<Done> mayAdminister(Database &db, const Act &act, bool isAboutOwners)
{
    if (act.userId.isEmpty())
        return Done{};
    const auto actor = db.people().person(act.userId);
    if (!actor)
        return actor.error().code == ErrorCode::NotFound ? Error(ErrorCode::Unauthorized) : actor.error();
    if (actor->disabled)
        return ErrorCode::Unauthorized;
    if (actor->role != Role::Owner && actor->role != Role::Admin)
        return ErrorCode::Forbidden;
    if (isAboutOwners && actor->role != Role::Owner)
        return forbidden(QStringLiteral("Only an owner may do that to an owner, or make one"));
    return Done{};
}

Result<Done> keepAnOwner(Database &db, const Account &leaving)
{
    if (leaving.role != Role::Owner || leaving.disabled)
        return Done{};
    const auto others = db.people().ownersBeside(leaving.id);
    if (!others)
        return others.error();
    return *others > 0
               ? Result<Done>(Done{})
               : forbidden(
                     QStringLiteral("%1 is the only owner; make another one first").arg(leaving.username));
}

//! The person as they are, once the act was found to be allowed.
Result<Account> allowed(Database &db, const Act &act, const QString &userId, Role after)
{
    auto account = db.people().person(userId);
    const bool isAboutOwners = (account && account->role == Role::Owner) || after == Role::Owner;
    // First, so that who may not ask does not learn who is there.
    if (const auto may = mayAdminister(db, act, isAboutOwners); !may)
        return may.error();
    if (!account && account.error().code == ErrorCode::NotFound)
        return Error(ErrorCode::NotFound, QStringLiteral("There is no such person"));
    return account;
}

//! The operator's process tells nobody itself.
Result<Done> noteDeparture(
    Database &db, const Act &act, const QString &roomId, const QString &userId, const Departure &left)
{
    if (!act.userId.isEmpty())
        return Done{};
    const QString heirId = left.heir ? left.heir->user.id : QString();
    return db.people().addDeparture({0, roomId, userId, 0, heirId});
}

Result<Done> endAccess(Database &db, const QString &userId)
{
    if (const auto ended = db.sessions().revokeAll(userId); !ended)
        return ended.error();
    // Also where nobody is signed in: their channel tokens may be in use.
    if (auto counted = db.sessions().countChange(); !counted)
        return counted;
    // Else who was sent away comes back by their own invite.
    return db.invites().revokeOf(userId);
}

} // namespace

Result<Done> record(Database &db, const Act &act, AuditAction action, const QString &target,
    const std::optional<QString> &detail)
{
    return db.audit().add({0, act.at, act.userId, {}, action, target, detail}, act.kept);
}

Result<Account> setRole(Database &db, const Act &act, const QString &userId, Role role)
{
    auto before = allowed(db, act, userId, role);
    if (!before || before->role == role)
        return before;
    if (const auto kept = keepAnOwner(db, *before); !kept)
        return kept.error();
    if (const auto set = db.accounts().setRole(userId, role); !set)
        return set.error();
    if (const auto counted = db.sessions().countChange(); !counted)
        return counted.error();
    const QString detail = QStringLiteral("%1 → %2").arg(nameOf(before->role), nameOf(role));
    if (const auto done = record(db, act, AuditAction::UserRole, before->username, detail); !done)
        return done.error();
    return db.people().person(userId);
}

Result<Account> setDisabled(Database &db, const Act &act, const QString &userId, bool isDisabled)
{
    auto before = allowed(db, act, userId, Role::Guest);
    if (!before || before->disabled.value_or(false) == isDisabled)
        return before;
    if (isDisabled) {
        if (const auto kept = keepAnOwner(db, *before); !kept)
            return kept.error();
        if (const auto ended = endAccess(db, userId); !ended)
            return ended.error();
    }
    const auto at = isDisabled ? std::optional(act.at) : std::nullopt;
    if (const auto set = db.people().setDisabled(userId, at); !set)
        return set.error();
    const AuditAction action = isDisabled ? AuditAction::UserDisabled : AuditAction::UserEnabled;
    if (const auto done = record(db, act, action, before->username); !done)
        return done.error();
    return db.people().person(userId);
}

Result<Removed> removePerson(Database &db, const Act &act, const QString &userId)
{
    const auto account = allowed(db, act, userId, Role::Guest);
    if (!account)
        return account.error();
    if (const auto kept = keepAnOwner(db, *account); !kept)
        return kept.error();
    const auto rooms = db.people().roomsOf(userId);
    if (!rooms)
        return rooms.error();
    const auto contacts = db.rooms().contacts(userId);
    if (!contacts)
        return contacts.error();
    Removed removed{*account, {}, *contacts};
    for (const QString &roomId : *rooms) {
        const auto left = db.rooms().removeMember(roomId, userId);
        if (!left)
            return left.error();
        removed.rooms.insert(roomId, *left);
        if (const auto noted = noteDeparture(db, act, roomId, userId, *left); !noted)
            return noted.error();
    }
    if (const auto ended = endAccess(db, userId); !ended)
        return ended.error();
    if (const auto set = db.people().setRemoved(userId, act.at); !set)
        return set.error();
    if (const auto done = record(db, act, AuditAction::UserRemoved, account->username); !done)
        return done.error();
    return removed;
}

Result<Done> mustBeThere(Database &db, const QString &userId)
{
    const auto person = db.people().person(userId);
    return person ? Result<Done>(Done{}) : person.error();
}

Result<Done> recordOfRoom(Database &db, const Act &act, AuditAction action, const protocol::Room &room,
    const std::optional<QString> &detail)
{
    if (room.isPrivate)
        return Done{};
    return record(db, act, action, room.name, detail);
}

} // namespace hearth::server
