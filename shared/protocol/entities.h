#pragma once

#include "shared/protocol/chart.h"
#include "shared/protocol/field.h"

#include <QList>
#include <QString>

#include <array>
#include <optional>

namespace hearth::protocol {

enum class Presence { Online, Away, Busy, Offline, Invisible };
inline constexpr std::array<const char *, 5> enumNames(Presence)
{
    return {"online", "away", "busy", "offline", "invisible"};
}

enum class Role { Owner, Admin, Member, Guest };
inline constexpr std::array<const char *, 4> enumNames(Role)
{
    return {"owner", "admin", "member", "guest"};
}

struct User
{
    QString id;
    QString username;
    QString displayName;
    Role role = Role::Member;
    bool operator==(const User &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &User::id, "of the account, for ever"),
            field(
                "username", &User::username, {1, 32}, "letters, digits, `.`, `_`, `-`; unique without case"),
            field("displayName", &User::displayName, {0, 128}, "any text; the username where none was given"),
            field("role", &User::role, "what the account may do on this server"),
        };
    }
};

struct Member
{
    QString userId;
    QString username;
    Presence status = Presence::Offline;
    std::optional<QString> displayName;
    std::optional<Role> role = {};
    std::optional<qint64> lastSeen = {};
    bool operator==(const Member &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("userId", &Member::userId, "the person"),
            field("username", &Member::username, {1, 32}, "the person's name"),
            field("status", &Member::status, "the person's presence now"),
            field("displayName", &Member::displayName, {0, 128}, "the name to show"),
            field("role", &Member::role, "what the person may do in the room"),
            field("lastSeen", &Member::lastSeen, bigCount, "ms since 1970; 0 = never"),
        };
    }
};

//! At most so many different emoji under one message.
inline constexpr Range reactionsRange{0, 20};

//! Everybody who put the same emoji under a message, in the order in which they did.
struct Reaction
{
    QString emoji;
    QList<QString> userIds;
    bool operator==(const Reaction &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("emoji", &Reaction::emoji, {1, 64}, "the emoji"),
            field("userIds", &Reaction::userIds, {0, 10'000}, "who put it there"),
        };
    }
};

//! At most so many files in one message.
inline constexpr Range filesRange{0, 10};

//! What is known of a file without its content, which is at `GET /api/files/{id}`.
struct File
{
    QString id;
    QString name;
    qint64 size = 0;
    QString type;
    std::optional<qint64> width = {};
    std::optional<qint64> height = {};
    std::optional<bool> thumbnail = {};
    bool operator==(const File &) const = default;

    static constexpr auto fields()
    {
        constexpr Range side{1, 1'000'000};
        return std::tuple{
            field("id", &File::id, "of the file, for ever"),
            field("name", &File::name, "the sender's name for it, made safe to show and to save"),
            field("size", &File::size, bigCount, "in bytes"),
            field("type", &File::type,
                "by its first bytes: `image/png`, `image/jpeg`, `image/gif`, `image/webp`, or "
                "`application/octet-stream`"),
            field("width", &File::width, side, "of an image as it is shown, in pixels"),
            field("height", &File::height, side, "the same"),
            field("thumbnail", &File::thumbnail,
                "true: `GET /api/files/{id}/thumbnail` has it small, at most 640 pixels a side"),
        };
    }
};

//! What a message said before an edit.
struct EarlierText
{
    QString content;
    qint64 createdAt = 0;
    qint64 changeSeq = 0;
    bool operator==(const EarlierText &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("content", &EarlierText::content, {1, 16 * 1024}, "the text"),
            field("createdAt", &EarlierText::createdAt, bigCount, "since when it stood there"),
            field("changeSeq", &EarlierText::changeSeq, bigCount, "the edit that took its place"),
        };
    }
};

struct Message
{
    QString id;
    qint64 seq = 0;
    QString roomId;
    QString userId;
    QString username;
    QString content;
    qint64 createdAt = 0;
    std::optional<QString> clientId;
    std::optional<QString> replyTo = {};
    std::optional<qint64> editedAt = {};
    std::optional<bool> deleted = {};
    std::optional<qint64> pinnedAt = {};
    std::optional<QList<Reaction>> reactions = {};
    std::optional<qint64> changeSeq = {};
    std::optional<QList<File>> files = {};
    std::optional<Chart> chart = {};
    bool operator==(const Message &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &Message::id, "of the message, for ever"),
            field("seq", &Message::seq, {1, qint64(1) << 53}, "its place in the room, from 1, without holes"),
            field("roomId", &Message::roomId, "the room"),
            field("userId", &Message::userId, "who wrote it"),
            field("username", &Message::username, {1, 32}, "the writer's name"),
            field("content", &Message::content, {0, 16 * 1024},
                "the text, as it was written; empty where it was deleted, or where there are only files"),
            field(
                "createdAt", &Message::createdAt, {0, qint64(1) << 53}, "when it was stored, ms since 1970"),
            field("clientId", &Message::clientId, {1, 64}, "the sender's own name for it"),
            field("replyTo", &Message::replyTo, "the message of this room that it answers"),
            field("editedAt", &Message::editedAt, {0, qint64(1) << 53}, "when its text last changed"),
            field("deleted", &Message::deleted, "true: its text is gone"),
            field("pinnedAt", &Message::pinnedAt, {0, qint64(1) << 53}, "since when it is kept at hand"),
            field("reactions", &Message::reactions, reactionsRange, "in the order of their first"),
            field("changeSeq", &Message::changeSeq, bigCount,
                "its last change: of two states of a message, the one with the higher is the newer; none "
                "while it is as it was said"),
            field("files", &Message::files, filesRange, "in the order in which they were given"),
            field("chart", &Message::chart, "a panel as it was when it was sent; no edit changes it"),
        };
    }
};

//! A room as one member sees it.
struct Room
{
    QString id;
    QString name;
    QString topic;
    bool isPrivate = false;
    std::optional<QString> directUserId;
    qint64 lastSeq = 0;
    qint64 readSeq = 0;
    qint64 unread = 0;
    qint64 mentions = 0;
    qint64 lastAt = 0;
    std::optional<Role> role = {};
    std::optional<qint64> archivedAt = {};
    bool operator==(const Room &) const = default;

    static constexpr auto fields()
    {
        constexpr Range count{0, qint64(1) << 53};
        return std::tuple{
            field("id", &Room::id, "of the room, for ever"),
            field("name", &Room::name, {1, 80}, "to show; for a room of two, the other person's username"),
            field("topic", &Room::topic, {0, 250}, "what the room is for"),
            field("private", &Room::isPrivate, "only members find it"),
            field("directUserId", &Room::directUserId, "the other person in a room of two"),
            field("lastSeq", &Room::lastSeq, count, "the newest message's seq, 0 when there is none"),
            field("readSeq", &Room::readSeq, count, "how far this person has read"),
            field("unread", &Room::unread, count, "others' messages after readSeq"),
            field("mentions", &Room::mentions, count, "those of them that name this person"),
            field("lastAt", &Room::lastAt, count, "when the newest message was stored, 0 when there is none"),
            field("role", &Room::role, "what this person may do in it; none for who is no member"),
            field("archivedAt", &Room::archivedAt, count, "since when nothing is written in it any more"),
        };
    }
};

} // namespace hearth::protocol
