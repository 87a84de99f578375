#pragma once

#include "server/net/http.h"
#include "server/storage/database.h"
#include "shared/base/limits.h"
#include "shared/base/strictjson.h"
#include "shared/protocol/codec.h"

namespace hearth::server {

//! The bodies of the REST requests, described like events: an error names the field.
struct Credentials
{
    QString username;
    QString password;
    std::optional<QString> displayName;
    std::optional<QString> invite;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("username", &Credentials::username, {1, 32}, "the name"),
            field("password", &Credentials::password, {1, 1024}, "the password"),
            field("displayName", &Credentials::displayName, {0, 128}, "the name to show"),
            field("invite", &Credentials::invite, {1, 128}, "an invite or the setup code"),
        };
    }
};

struct CreateRoom
{
    std::optional<QString> name;
    std::optional<QString> topic;
    std::optional<bool> isPrivate;
    std::optional<QList<QString>> members;
    std::optional<QString> direct;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("name", &CreateRoom::name, {1, 80}, "the room's name"),
            field("topic", &CreateRoom::topic, {0, 250}, "what it is for"),
            field("private", &CreateRoom::isPrivate, "only members find it"),
            field("members", &CreateRoom::members, {0, 500}, "user ids"),
            field("direct", &CreateRoom::direct, {1, 64}, "a room of two with this user"),
        };
    }
};

//! What is missing stays as it is.
struct PatchRoom
{
    std::optional<QString> name;
    std::optional<QString> topic;
    std::optional<bool> isPrivate;
    std::optional<bool> archived;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("name", &PatchRoom::name, {1, 80}, "the room's name"),
            field("topic", &PatchRoom::topic, {0, 250}, "what it is for"),
            field("private", &PatchRoom::isPrivate, "only members find it"),
            field("archived", &PatchRoom::archived, "nothing is written in it"),
        };
    }
};

struct PatchMember
{
    protocol::Role role = protocol::Role::Member;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("role", &PatchMember::role, "what the person may do in the room")};
    }
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

struct CreateUpload
{
    QString roomId;
    QString name;
    qint64 size = 0;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("roomId", &CreateUpload::roomId, {1, 64}, "the room that it is for"),
            field("name", &CreateUpload::name, {0, 1024}, "the file's name"),
            field("size", &CreateUpload::size, protocol::bigCount, "in bytes"),
        };
    }
};

struct PostMessage
{
    QString content;
    std::optional<QString> clientId;
    std::optional<QString> replyTo;
    std::optional<QList<QString>> files;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("content", &PostMessage::content, {0, 16 * 1024},
                "the text; may be empty where there are files"),
            field("clientId", &PostMessage::clientId, {1, 64}, "the sender's own name for it"),
            field("replyTo", &PostMessage::replyTo, {1, 64}, "the message of this room that it answers"),
            field("files", &PostMessage::files, protocol::filesRange, "ids of files to send with it"),
        };
    }
};

struct PatchMessage
{
    QString content;

    static constexpr auto fields()
    {
        return std::tuple{
            protocol::field("content", &PatchMessage::content, {1, 16 * 1024}, "the new text"),
        };
    }
};

struct PutLevel
{
    protocol::NotificationLevel level = protocol::NotificationLevel::Mentions;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("level", &PutLevel::level, "what notifies the person")};
    }
};

struct PutNotificationSettings
{
    std::optional<protocol::QuietHours> quietHours;
    std::optional<qint64> quietUntil;
    std::optional<QList<QString>> keywords;

    static constexpr auto fields()
    {
        using protocol::field;
        using Put = PutNotificationSettings;
        return std::tuple{
            field("quietHours", &Put::quietHours, "do not disturb in them"),
            field("quietUntil", &Put::quietUntil, protocol::bigCount, "do not disturb until then"),
            field("keywords", &Put::keywords, protocol::keywordsRange, "words to hear of"),
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

//! The request's body as a struct.
template <protocol::WireStruct T>
[[nodiscard]] Result<T> bodyAs(const HttpRequest &request)
{
    const auto json = parseStrictJson(request.body);
    if (!json)
        return json.error();
    return protocol::decodeValue<T>(*json, {}, protocol::UnknownKeys::Refuse, QStringLiteral("body"));
}

//! A message's id, or a seq in decimal digits; nothing means before the first.
[[nodiscard]] Position positionOf(const QString &text);

//! A parameter of the query as text, where it is there. A plus is a space, as forms and URLSearchParams write
//! it.
[[nodiscard]] std::optional<QString> parameter(const HttpRequest &request, const QString &name);
//! `limit`, from 1 to the page size, which it is where it is not given.
[[nodiscard]] Result<int> pageLimit(const HttpRequest &request, const Limits &limits);

//! A text within the limit that the operator set, which may be below the protocol's own.
[[nodiscard]] Result<Done> checkContent(const QString &content, const Limits &limits);

} // namespace hearth::server
