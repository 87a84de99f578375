#pragma once

#include "shared/protocol/entities.h"

//! What becomes of a message after it was said. Each change has the room's next `changeSeq`, which has no
//! holes: who knows one and hears the one after the next has missed a change, and asks `recover` for it. To
//! ask for what is so already is no change and no error, so that an outbox may ask again. Of two states of a
//! message the one with the higher `changeSeq` is the newer; an event heard while `recover` is under way is
//! applied after its answer.
namespace hearth::protocol {

inline constexpr Range emojiRange{1, 64};

//! The `changeSeq` of the change; where nothing changed, the one of the message's last change.
struct ChangeAck
{
    qint64 changeSeq = 0;
    bool operator==(const ChangeAck &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("changeSeq", &ChangeAck::changeSeq, bigCount, "the room's count of changes after it"),
        };
    }
};

struct MessageEdit
{
    QString roomId;
    QString messageId;
    QString content;
    using Ack = ChangeAck;
    bool operator==(const MessageEdit &) const = default;

    static constexpr EventInfo info{"message:edit", Direction::ToServer,
        "Put another text in the place of one's own message; what it said before is kept for the room's "
        "members: "
        "`GET /api/rooms/{id}/messages/{messageId}/edits`, a hundred from the oldest or from "
        "`?after=changeSeq`. "
        "Also `PATCH /api/rooms/{id}/messages/{messageId}` with `{content}`."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &MessageEdit::roomId, {1, 64}, "the room"),
            field("messageId", &MessageEdit::messageId, {1, 64}, "the message"),
            field("content", &MessageEdit::content, {1, 16 * 1024}, "the new text"),
        };
    }
};

struct MessageDelete
{
    QString roomId;
    QString messageId;
    using Ack = ChangeAck;
    bool operator==(const MessageDelete &) const = default;

    static constexpr EventInfo info{"message:delete", Direction::ToServer,
        "Take back one's own message for everybody, or, as an owner or admin, anybody's. Its text is gone "
        "for ever; its place stays. Also `DELETE /api/rooms/{id}/messages/{messageId}`."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &MessageDelete::roomId, {1, 64}, "the room"),
            field("messageId", &MessageDelete::messageId, {1, 64}, "the message"),
        };
    }
};

struct MessageReact
{
    QString roomId;
    QString messageId;
    QString emoji;
    bool on = true;
    using Ack = ChangeAck;
    bool operator==(const MessageReact &) const = default;

    static constexpr EventInfo info{"message:react", Direction::ToServer,
        "Put an emoji under a message, or take one's own away. Also `PUT` and `DELETE "
        "/api/rooms/{id}/messages/{messageId}/reactions/{emoji}`."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &MessageReact::roomId, {1, 64}, "the room"),
            field("messageId", &MessageReact::messageId, {1, 64}, "the message"),
            field("emoji", &MessageReact::emoji, emojiRange,
                "one emoji or a short word, without spaces and control characters"),
            field("on", &MessageReact::on, "false: take it away"),
        };
    }
};

struct MessagePin
{
    QString roomId;
    QString messageId;
    bool on = true;
    using Ack = ChangeAck;
    bool operator==(const MessagePin &) const = default;

    static constexpr EventInfo info{"message:pin", Direction::ToServer,
        "Keep a message at hand for everybody in the room, or no longer. Also `PUT` and `DELETE "
        "/api/rooms/{id}/messages/{messageId}/pin`; `GET /api/rooms/{id}/pins` lists them, the last first."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &MessagePin::roomId, {1, 64}, "the room"),
            field("messageId", &MessagePin::messageId, {1, 64}, "the message"),
            field("on", &MessagePin::on, "false: no longer"),
        };
    }
};

struct MessageUpdated
{
    QString id;
    QString roomId;
    qint64 seq = 0;
    qint64 changeSeq = 0;
    QString content;
    qint64 editedAt = 0;
    bool operator==(const MessageUpdated &) const = default;

    static constexpr EventInfo info{"message:updated", Direction::ToClient, "A message has another text."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &MessageUpdated::id, "the message"),
            field("roomId", &MessageUpdated::roomId, "the room"),
            field("seq", &MessageUpdated::seq, bigCount, "the message's place in the room"),
            field("changeSeq", &MessageUpdated::changeSeq, bigCount, "the room's count of changes"),
            field("content", &MessageUpdated::content, {1, 16 * 1024}, "the text now"),
            field("editedAt", &MessageUpdated::editedAt, bigCount, "ms since 1970"),
        };
    }
};

struct MessageDeleted
{
    QString id;
    QString roomId;
    qint64 seq = 0;
    qint64 changeSeq = 0;
    QString userId;
    bool operator==(const MessageDeleted &) const = default;

    static constexpr EventInfo info{"message:deleted", Direction::ToClient, "A message's text is gone."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &MessageDeleted::id, "the message"),
            field("roomId", &MessageDeleted::roomId, "the room"),
            field("seq", &MessageDeleted::seq, bigCount, "the message's place in the room"),
            field("changeSeq", &MessageDeleted::changeSeq, bigCount, "the room's count of changes"),
            field("userId", &MessageDeleted::userId, "who deleted it"),
        };
    }
};

struct MessageReacted
{
    QString id;
    QString roomId;
    qint64 seq = 0;
    qint64 changeSeq = 0;
    QString userId;
    QString username;
    QString emoji;
    bool on = true;
    QList<Reaction> reactions;
    bool operator==(const MessageReacted &) const = default;

    static constexpr EventInfo info{
        "message:reacted", Direction::ToClient, "Somebody put an emoji under a message, or took it away."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &MessageReacted::id, "the message"),
            field("roomId", &MessageReacted::roomId, "the room"),
            field("seq", &MessageReacted::seq, bigCount, "the message's place in the room"),
            field("changeSeq", &MessageReacted::changeSeq, bigCount, "the room's count of changes"),
            field("userId", &MessageReacted::userId, "who"),
            field("username", &MessageReacted::username, {1, 32}, "that person's name"),
            field("emoji", &MessageReacted::emoji, emojiRange, "the emoji"),
            field("on", &MessageReacted::on, "false: taken away"),
            field("reactions", &MessageReacted::reactions, reactionsRange, "all that are there now"),
        };
    }
};

struct MessagePinned
{
    QString id;
    QString roomId;
    qint64 seq = 0;
    qint64 changeSeq = 0;
    QString userId;
    bool on = true;
    qint64 pinnedAt = 0;
    bool operator==(const MessagePinned &) const = default;

    static constexpr EventInfo info{
        "message:pinned", Direction::ToClient, "A message is kept at hand for everybody, or no longer."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &MessagePinned::id, "the message"),
            field("roomId", &MessagePinned::roomId, "the room"),
            field("seq", &MessagePinned::seq, bigCount, "the message's place in the room"),
            field("changeSeq", &MessagePinned::changeSeq, bigCount, "the room's count of changes"),
            field("userId", &MessagePinned::userId, "who"),
            field("on", &MessagePinned::on, "false: no longer"),
            field("pinnedAt", &MessagePinned::pinnedAt, bigCount, "since when, ms since 1970; 0: no longer"),
        };
    }
};

struct MessageChanged : Message
{
    bool operator==(const MessageChanged &) const = default;
    static constexpr EventInfo info{"message:changed", Direction::ToClient,
        "Sent where several servers share the work and one has missed what exactly happened to a message: "
        "all of it, as "
        "it is now. Of one that was deleted `message:deleted` comes instead, and behind this one "
        "`message:updated` "
        "where the text was edited."};
};

} // namespace hearth::protocol
