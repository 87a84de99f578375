#pragma once

#include "shared/protocol/administration.h"

//! The bodies of requests about accounts, sign-ins and invites, and their answers; described like events.
namespace hearth::server {

//! `{}`.
struct NothingMore
{
    static constexpr auto fields() { return std::tuple{}; }
};

struct PatchPerson
{
    std::optional<protocol::Role> role;
    std::optional<bool> disabled;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("role", &PatchPerson::role, "what the account may do on this server"),
            field("disabled", &PatchPerson::disabled, "whether it is kept from signing in"),
        };
    }
};

struct PersonAnswer
{
    protocol::Account user;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("user", &PersonAnswer::user, "the account as it is now")};
    }
};

struct PeoplePage
{
    QList<protocol::Account> users;
    std::optional<QString> next;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("users", &PeoplePage::users, {0, 100}, "by username"),
            field("next", &PeoplePage::next, "where there are more: `after` of the next page"),
        };
    }
};

struct ChangePassword
{
    QString current;
    QString password;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("current", &ChangePassword::current, {1, 1024}, "the password as it is"),
            field("password", &ChangePassword::password, {1, 1024}, "the new one"),
        };
    }
};

struct SessionList
{
    QList<protocol::SignIn> sessions;

    static constexpr auto fields()
    {
        return std::tuple{
            protocol::field("sessions", &SessionList::sessions, {0, 10'000}, "the last used first")};
    }
};

struct InviteList
{
    QList<protocol::Invite> invites;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field(
            "invites", &InviteList::invites, {0, 1000}, "those that can still be used, the newest first")};
    }
};

struct CreateInvite
{
    std::optional<protocol::Role> role;
    std::optional<qint64> uses;
    std::optional<qint64> days;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("role", &CreateInvite::role, "what whoever uses it becomes; else member"),
            field("uses", &CreateInvite::uses, {1, 10'000}, "for how many people; else one"),
            field("days", &CreateInvite::days, {1, 365}, "how long it is good; else seven"),
        };
    }
};

struct MadeInvite
{
    QString invite;
    qint64 expiresAt = 0;
    QString id;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("invite", &MadeInvite::invite, "the code: told this once"),
            field("expiresAt", &MadeInvite::expiresAt, protocol::bigCount, "ms since 1970"),
            field("id", &MadeInvite::id, "of the invite, to revoke it by"),
        };
    }
};

struct AuditPage
{
    QList<protocol::AuditEntry> entries;
    std::optional<qint64> next;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("entries", &AuditPage::entries, {0, 100}, "the newest first"),
            field("next", &AuditPage::next, protocol::bigCount,
                "where there are more: `before` of the next page"),
        };
    }
};

} // namespace hearth::server
