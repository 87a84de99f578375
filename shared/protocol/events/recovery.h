#pragma once

#include "shared/protocol/entities.h"
#include "shared/protocol/events/presence.h"
#include "shared/protocol/notification.h"

#include <QMap>

namespace hearth::protocol {

//! How far a room's changes have been told.
struct ChangePosition
{
    QString roomId;
    qint64 changeSeq = 0;
    std::optional<qint64> readCount = {};
    bool operator==(const ChangePosition &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &ChangePosition::roomId, {1, 64}, "the room"),
            field("changeSeq", &ChangePosition::changeSeq, bigCount, "the last change known"),
            field("readCount", &ChangePosition::readCount, bigCount,
                "the last move of a read cursor known; 0: of none"),
        };
    }
};

//! How far somebody has read.
struct ReadCursor
{
    QString roomId;
    QString userId;
    qint64 seq = 0;
    bool operator==(const ReadCursor &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &ReadCursor::roomId, {1, 64}, "the room"),
            field("userId", &ReadCursor::userId, {1, 64}, "who read"),
            field("seq", &ReadCursor::seq, bigCount, "up to this message; 0: nothing since they joined"),
        };
    }
};

struct RecoverAck
{
    QList<Message> messages;
    std::optional<QList<Message>> changed;
    std::optional<QList<ChangePosition>> changes;
    QList<Notification> notifications;
    QList<PresenceChanged> presenceUpdates;
    bool more = false;
    std::optional<QList<ReadCursor>> reads = {};
    bool operator==(const RecoverAck &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field(
                "messages", &RecoverAck::messages, {0, 100}, "each room's oldest first; at most 100 in all"),
            field("changed", &RecoverAck::changed, {0, 100},
                "messages from before the positions that changed since, as they are now; counted with the "
                "others"),
            field(
                "changes", &RecoverAck::changes, {0, 128}, "the positions in the changes after this answer"),
            field("notifications", &RecoverAck::notifications, {0, 100},
                "unread ones after the position, the oldest first, that were not sent on this connection"),
            field("presenceUpdates", &RecoverAck::presenceUpdates, {0, 10'000},
                "the presence of those one shares a room with, where it changed after `since`"),
            field("more", &RecoverAck::more, "ask again, from what came"),
            field("reads", &RecoverAck::reads, {0, 500},
                "the read cursors, one's own too, that moved after `readCount`, of those rooms for which it "
                "was "
                "given; in the place of what was known of them"),
        };
    }
};

struct Recover
{
    QMap<QString, QString> rooms;
    qint64 since = 0;
    std::optional<QList<ChangePosition>> changes = {};
    std::optional<QString> notificationsAfter = {};
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
            field("changes", &Recover::changes, {0, 128},
                "the last change known of each of these rooms; of one that is not listed, what changed after "
                "`since` is told. Without the list, as many changes as fit are, and `more` speaks of "
                "messages "
                "alone: begin with an empty one to be told all. A `readCount` asks for read cursors, too"),
            field("notificationsAfter", &Recover::notificationsAfter, {1, 64},
                "the last notification known; without it, those stored after `since` that no earlier answer "
                "on this connection held"),
        };
    }
};

} // namespace hearth::protocol
