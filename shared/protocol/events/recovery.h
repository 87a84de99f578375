#pragma once

#include "shared/protocol/entities.h"
#include "shared/protocol/events/presence.h"

#include <QJsonObject>
#include <QMap>

namespace hearth::protocol {

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

} // namespace hearth::protocol
