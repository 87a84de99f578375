#pragma once

#include "shared/protocol/entities.h"

#include <QJsonObject>
#include <QMap>
#include <QString>

#include <optional>

//! Every event of the chat, each defined once. From these come encoding and decoding (codec.h), the server's
//! dispatcher, the client's emit and handlers, docs/protocol.md and the round-trip test.
namespace hearth::protocol {

inline constexpr Range bigCount{0, qint64(1) << 53};
inline constexpr Range contentRange{1, 16 * 1024};
inline constexpr Range clientIdRange{1, 64};

// ---- rooms ----

struct JoinRoomAck
{
    QString room;
    QString epoch;
    qint64 lastSeq = 0;
    qint64 readSeq = 0;
    QList<Member> members;
    bool operator==(const JoinRoomAck &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("room", &JoinRoomAck::room, "the room's id"),
            field(
                "epoch", &JoinRoomAck::epoch, "another one than before: forget what was stored of the room"),
            field("lastSeq", &JoinRoomAck::lastSeq, bigCount, "the newest message's seq"),
            field("readSeq", &JoinRoomAck::readSeq, bigCount, "how far this person has read"),
            field("members", &JoinRoomAck::members, {0, 10'000}, "everybody in the room"),
        };
    }
};

struct JoinRoom
{
    QString roomId;
    using Ack = JoinRoomAck;
    bool operator==(const JoinRoom &) const = default;

    static constexpr EventInfo info{"join:room", Direction::ToServer,
        "Hear a room's events. Refused with `access_denied`.", Payload::Bare};
    static constexpr auto fields()
    {
        return std::tuple{field("roomId", &JoinRoom::roomId, {1, 64}, "the room")};
    }
};

struct LeaveRoom
{
    QString roomId;
    using Ack = EmptyAck;
    bool operator==(const LeaveRoom &) const = default;

    static constexpr EventInfo info{"leave:room", Direction::ToServer,
        "Hear a room's events no longer on this socket. Membership stays.", Payload::Bare};
    static constexpr auto fields()
    {
        return std::tuple{field("roomId", &LeaveRoom::roomId, {1, 64}, "the room")};
    }
};

struct UserJoined
{
    QString roomId;
    QString userId;
    QString username;
    bool operator==(const UserJoined &) const = default;

    static constexpr EventInfo info{
        "user:joined", Direction::ToClient, "Somebody's first socket came into the room."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &UserJoined::roomId, "the room"),
            field("userId", &UserJoined::userId, "the person"),
            field("username", &UserJoined::username, "the person's name"),
        };
    }
};

struct UserLeft
{
    QString roomId;
    QString userId;
    QString username;
    bool operator==(const UserLeft &) const = default;

    static constexpr EventInfo info{
        "user:left", Direction::ToClient, "Somebody's last socket left the room."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &UserLeft::roomId, "the room"),
            field("userId", &UserLeft::userId, "the person"),
            field("username", &UserLeft::username, "the person's name"),
        };
    }
};

struct RoomAdded
{
    Room room;
    bool operator==(const RoomAdded &) const = default;

    static constexpr EventInfo info{"room:added", Direction::ToClient,
        "The person is now a member of this room; sent to all their devices."};
    static constexpr auto fields() { return std::tuple{field("room", &RoomAdded::room, "the room")}; }
};

struct RoomRemoved
{
    QString roomId;
    bool operator==(const RoomRemoved &) const = default;

    static constexpr EventInfo info{"room:removed", Direction::ToClient,
        "The person is no longer a member; nothing more comes from the room."};
    static constexpr auto fields() { return std::tuple{field("roomId", &RoomRemoved::roomId, "the room")}; }
};

// ---- messages ----

struct MessageSendAck
{
    QString id;
    qint64 seq = 0;
    qint64 createdAt = 0;
    bool operator==(const MessageSendAck &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &MessageSendAck::id, "of the stored message"),
            field("seq", &MessageSendAck::seq, bigCount, "its place in the room"),
            field("createdAt", &MessageSendAck::createdAt, bigCount, "when it was stored, ms since 1970"),
        };
    }
};

struct MessageSend
{
    QString roomId;
    QString content;
    std::optional<QString> clientId;
    using Ack = MessageSendAck;
    bool operator==(const MessageSend &) const = default;

    static constexpr EventInfo info{"message:send", Direction::ToServer,
        "Say something. The ack comes once the message is on disk; the same `clientId` again gives the same "
        "ack and "
        "stores nothing. Also understood as `chat:message`."};
    static constexpr const char *alias = "chat:message";
    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &MessageSend::roomId, {1, 64}, "the room"),
            field("content", &MessageSend::content, contentRange, "the text"),
            field("clientId", &MessageSend::clientId, clientIdRange,
                "the sender's own name for it, unique for ever"),
        };
    }
};

struct MessageNew : Message
{
    bool operator==(const MessageNew &) const = default;
    static constexpr EventInfo info{
        "message:new", Direction::ToClient, "A message was stored. The sender hears it too."};
};

struct ChatRead
{
    QString roomId;
    QString messageId;
    using Ack = EmptyAck;
    bool operator==(const ChatRead &) const = default;

    static constexpr EventInfo info{
        "chat:read", Direction::ToServer, "Read up to this message. The cursor never goes back."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &ChatRead::roomId, {1, 64}, "the room"),
            field("messageId", &ChatRead::messageId, {1, 64}, "the last message read"),
        };
    }
};

struct ChatReadBy
{
    QString roomId;
    QString userId;
    QString messageId;
    qint64 seq = 0;
    bool operator==(const ChatReadBy &) const = default;

    static constexpr EventInfo info{"chat:read", Direction::ToClient,
        "Somebody, perhaps oneself on another device, read up to this message."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &ChatReadBy::roomId, "the room"),
            field("userId", &ChatReadBy::userId, "who read"),
            field("messageId", &ChatReadBy::messageId, "the last message read"),
            field("seq", &ChatReadBy::seq, bigCount, "the cursor: the last seq read"),
        };
    }
};

// ---- typing ----

struct TypingStart
{
    QString roomId;
    using Ack = EmptyAck;
    bool operator==(const TypingStart &) const = default;

    static constexpr EventInfo info{"typing:start", Direction::ToServer,
        "A lease of 5 s; repeat it while the person types.", Payload::Bare};
    static constexpr auto fields()
    {
        return std::tuple{field("roomId", &TypingStart::roomId, {1, 64}, "the room")};
    }
};

struct TypingStop
{
    QString roomId;
    using Ack = EmptyAck;
    bool operator==(const TypingStop &) const = default;

    static constexpr EventInfo info{"typing:stop", Direction::ToServer, "Ends the lease.", Payload::Bare};
    static constexpr auto fields()
    {
        return std::tuple{field("roomId", &TypingStop::roomId, {1, 64}, "the room")};
    }
};

struct TypingUser
{
    QString roomId;
    QString userId;
    QString username;
    bool typing = false;
    bool operator==(const TypingUser &) const = default;

    static constexpr EventInfo info{
        "typing:user", Direction::ToClient, "Somebody else in the room started or stopped typing."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &TypingUser::roomId, "the room"),
            field("userId", &TypingUser::userId, "the person"),
            field("username", &TypingUser::username, "the person's name"),
            field("typing", &TypingUser::typing, "false: stopped, sent, left, or the lease ran out"),
        };
    }
};

// ---- presence ----

struct PresenceUpdate
{
    Presence status = Presence::Online;
    using Ack = EmptyAck;
    bool operator==(const PresenceUpdate &) const = default;

    static constexpr EventInfo info{"presence:update", Direction::ToServer,
        "What the person wants to be seen as: `online`, `away` or `busy`.", Payload::Bare};
    static constexpr auto fields()
    {
        return std::tuple{field("status", &PresenceUpdate::status, "the status")};
    }
};

struct PresenceChanged
{
    QString userId;
    Presence status = Presence::Offline;
    qint64 lastSeen = 0;
    bool operator==(const PresenceChanged &) const = default;

    static constexpr EventInfo info{
        "presence:changed", Direction::ToClient, "Somebody who shares a room came, went or changed status."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("userId", &PresenceChanged::userId, "the person"),
            field("status", &PresenceChanged::status, "offline only once the last device has gone"),
            field("lastSeen", &PresenceChanged::lastSeen, bigCount, "ms since 1970; 0 = never"),
        };
    }
};

struct PresenceGetAck
{
    QList<PresenceChanged> users;
    bool operator==(const PresenceGetAck &) const = default;
    static constexpr auto fields()
    {
        return std::tuple{field("users", &PresenceGetAck::users, {0, 500},
            "those of the asked whom one may see, in the same order")};
    }
};

struct PresenceGet
{
    QList<QString> userIds;
    using Ack = PresenceGetAck;
    bool operator==(const PresenceGet &) const = default;

    static constexpr EventInfo info{
        "presence:get", Direction::ToServer, "The presence of several people at once.", Payload::Bare};
    static constexpr auto fields()
    {
        return std::tuple{field("userIds", &PresenceGet::userIds, {0, 500}, "the people")};
    }
};

// ---- recovery ----

struct RecoverAck
{
    QList<Message> messages;
    QList<QJsonObject> notifications;
    QList<PresenceChanged> presenceUpdates;
    bool more = false;
    bool operator==(const RecoverAck &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field(
                "messages", &RecoverAck::messages, {0, 100}, "each room's oldest first; at most 100 in all"),
            field("notifications", &RecoverAck::notifications, {0, 100}, "missed notifications"),
            field("presenceUpdates", &RecoverAck::presenceUpdates, {0, 10'000},
                "the presence of those one shares a room with, where it changed after `since`"),
            field("more", &RecoverAck::more, "ask again, from what came"),
        };
    }
};

struct Recover
{
    QMap<QString, QString> rooms;
    qint64 since = 0;
    using Ack = RecoverAck;
    bool operator==(const Recover &) const = default;

    static constexpr EventInfo info{
        "recover", Direction::ToServer, "What was missed: after the last message seen of each room."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("rooms", &Recover::rooms, {0, 128},
                "room id → id (or seq) of the last message seen; empty: from the first"),
            field("since", &Recover::since, bigCount, "when the client was last connected, ms since 1970"),
        };
    }
};

// ---- refusal ----

struct ErrorEvent
{
    QString code;
    QString message;
    bool operator==(const ErrorEvent &) const = default;

    static constexpr EventInfo info{
        "error", Direction::ToClient, "An event that asked for no ack was refused."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("code", &ErrorEvent::code, {0, 64}, "for programs, such as `access_denied`"),
            field("message", &ErrorEvent::message, {0, 1024}, "for people, such as `Access denied`"),
        };
    }
};

//! Every event, in the order of docs/protocol.md.
template <class... Events>
struct EventList
{
    template <class Visitor>
    static constexpr void forEach(Visitor &&visit)
    {
        (visit.template operator()<Events>(), ...);
    }
};

using Catalogue = EventList<JoinRoom, LeaveRoom, UserJoined, UserLeft, RoomAdded, RoomRemoved, MessageSend,
    MessageNew, ChatRead, ChatReadBy, TypingStart, TypingStop, TypingUser, PresenceUpdate, PresenceGet,
    PresenceChanged, Recover, ErrorEvent>;

} // namespace hearth::protocol
