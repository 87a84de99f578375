#pragma once

#include "shared/protocol/entities.h"

namespace hearth::server {

//! Of both register and login: the one takes what the other has no use for, too.
struct Credentials
{
    QString username;
    QString password;
    std::optional<QString> displayName;
    std::optional<QString> invite;
    std::optional<QString> device;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("username", &Credentials::username, {1, 32}, "the name"),
            field("password", &Credentials::password, {1, 1024}, "the password"),
            field("displayName", &Credentials::displayName, {0, 128}, "the name to show"),
            field("invite", &Credentials::invite, {1, 128}, "an invite or the setup code"),
            field("device", &Credentials::device, {0, 128}, "what signs in, to know it by"),
        };
    }
};

struct SignedIn
{
    QString token;
    protocol::User user;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("token", &SignedIn::token, "proves from now on who it is: told this once"),
            field("user", &SignedIn::user, "who it is"),
        };
    }
};

//! `{"ok":true}`.
struct Okay
{
    bool ok = true;

    static constexpr auto fields() { return std::tuple{protocol::field("ok", &Okay::ok, "true")}; }
};

//! What is missing stays as it is.
struct PatchMe
{
    std::optional<QString> displayName;
    std::optional<bool> sharesReads;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("displayName", &PatchMe::displayName, {0, 128}, "the name to show; empty: the username"),
            field("sharesReads", &PatchMe::sharesReads, "whether others learn how far one has read"),
        };
    }
};

struct Me
{
    protocol::User user;
    bool sharesReads = true;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("user", &Me::user, "who asks"),
            field("sharesReads", &Me::sharesReads, "whether others learn how far one has read"),
        };
    }
};

struct TicketFor
{
    QString path;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("path", &TicketFor::path, {1, 512}, "where it is to be used")};
    }
};

struct MadeTicket
{
    QString ticket;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("ticket", &MadeTicket::ticket, "for `?ticket=`, once")};
    }
};

} // namespace hearth::server
