#pragma once

#include "shared/protocol/entities.h"

namespace hearth::protocol {

inline constexpr Range contentRange{1, 16 * 1024};
inline constexpr Range clientIdRange{1, 64};

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
    std::optional<QString> replyTo = {};
    std::optional<QList<QString>> files = {};
    std::optional<Panel> panel = {};
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
            field("content", &MessageSend::content, {0, contentRange.max},
                "the text; may be empty where there are files or a panel"),
            field("clientId", &MessageSend::clientId, clientIdRange,
                "the sender's own name for it, unique for ever"),
            field("replyTo", &MessageSend::replyTo, {1, 64}, "the message of this room that it answers"),
            field("files", &MessageSend::files, filesRange,
                "ids of files that this person has uploaded to this room and not yet sent"),
            field("panel", &MessageSend::panel,
                "a panel to show there, of any kind but `log` and `text`: the server adds its values as "
                "they are now; `access_denied` for a channel that this person may not read. Without a text "
                "the server writes its title and its values"),
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

} // namespace hearth::protocol
