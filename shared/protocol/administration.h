#pragma once

#include "shared/protocol/entities.h"

//! What those who run the server see of people, invites, sign-ins and of each other's acts.
namespace hearth::protocol {

//! An account, to who runs the server.
struct Account
{
    QString id;
    QString username;
    QString displayName;
    Role role = Role::Member;
    qint64 createdAt = 0;
    qint64 lastSeen = 0;
    std::optional<bool> disabled = {};
    bool operator==(const Account &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &Account::id, "of the account, for ever"),
            field("username", &Account::username, {1, 32}, "the person's name"),
            field("displayName", &Account::displayName, {0, 128}, "the name to show"),
            field("role", &Account::role, "what the account may do on this server"),
            field("createdAt", &Account::createdAt, bigCount, "ms since 1970"),
            field("lastSeen", &Account::lastSeen, bigCount, "when last connected; 0 = never"),
            field("disabled", &Account::disabled, "true: cannot sign in"),
        };
    }
};

//! Where a person is signed in: a token, without what it is.
struct SignIn
{
    QString id;
    QString device;
    qint64 createdAt = 0;
    qint64 lastSeen = 0;
    bool current = false;
    bool online = false;
    bool operator==(const SignIn &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &SignIn::id, "of the sign-in; says nothing of its token"),
            field("device", &SignIn::device, {0, 128}, "as the device called itself; may be empty"),
            field("createdAt", &SignIn::createdAt, bigCount, "when it was made, ms since 1970"),
            field("lastSeen", &SignIn::lastSeen, bigCount, "when it was last used"),
            field("current", &SignIn::current, "it is the one that asks"),
            field("online", &SignIn::online, "it has a connection open"),
        };
    }
};

//! An invite without its code, which only who made it has seen.
struct Invite
{
    QString id;
    Role role = Role::Member;
    qint64 usesLeft = 0;
    qint64 createdAt = 0;
    qint64 expiresAt = 0;
    QString createdBy;
    QString username;
    bool operator==(const Invite &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &Invite::id, "of the invite"),
            field("role", &Invite::role, "what whoever uses it becomes"),
            field("usesLeft", &Invite::usesLeft, bigCount, "how many people may still use it"),
            field("createdAt", &Invite::createdAt, bigCount, "ms since 1970"),
            field("expiresAt", &Invite::expiresAt, bigCount, "ms since 1970; 0 = never"),
            field("createdBy", &Invite::createdBy, {0, 256}, "whose it is; empty: the operator's"),
            field("username", &Invite::username, {0, 32}, "that person's name"),
        };
    }
};

enum class AuditAction {
    UserCreated,
    UserRole,
    UserDisabled,
    UserEnabled,
    UserRemoved,
    UserPassword,
    InviteCreated,
    InviteRevoked,
    SessionRevoked,
    RoomCreated,
    RoomArchived,
    RoomReopened,
    RoomRemovedMember,
    TokenCreated,
    TokenRevoked,
    BackupRestored,
};
inline constexpr std::array<const char *, 16> enumNames(AuditAction)
{
    return {"user.created", "user.role", "user.disabled", "user.enabled", "user.removed", "user.password",
        "invite.created", "invite.revoked", "session.revoked", "room.created", "room.archived",
        "room.reopened", "room.removed_member", "token.created", "token.revoked", "backup.restored"};
}

//! What somebody did who runs the server, or to their own account.
struct AuditEntry
{
    qint64 id = 0;
    qint64 at = 0;
    QString userId;
    QString username;
    AuditAction action = AuditAction::UserCreated;
    QString target;
    std::optional<QString> detail = {};
    bool operator==(const AuditEntry &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &AuditEntry::id, bigCount, "its place in the list, which only grows"),
            field("at", &AuditEntry::at, bigCount, "ms since 1970"),
            field("userId", &AuditEntry::userId, {0, 256}, "who did it; empty: the operator"),
            field("username", &AuditEntry::username, {0, 32}, "that person's name"),
            field("action", &AuditEntry::action, "what was done"),
            field("target", &AuditEntry::target, {0, 256},
                "to whom or what: a username, a public room's name, an invite's id, a "
                "device"),
            field("detail", &AuditEntry::detail, {0, 512}, "the rest, to show"),
        };
    }
};

} // namespace hearth::protocol
