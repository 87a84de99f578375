#pragma once

#include "shared/protocol/entities.h"

namespace hearth::protocol {

struct PresenceUpdate
{
    Presence status = Presence::Online;
    using Ack = EmptyAck;
    bool operator==(const PresenceUpdate &) const = default;

    static constexpr EventInfo info{"presence:update", Direction::ToServer,
        "What the person wants to be seen as, whichever device says it: `online`, `away`, `busy`, or "
        "`invisible`, which to others is `offline`. A client may say it in CONNECT's `auth.status`, so that "
        "it "
        "is never seen as anything else.",
        Payload::Bare};
    static constexpr auto fields()
    {
        return std::tuple{field("status", &PresenceUpdate::status, "the status")};
    }
};

struct PresenceIdle
{
    bool idle = false;
    using Ack = EmptyAck;
    bool operator==(const PresenceIdle &) const = default;

    static constexpr EventInfo info{"presence:idle", Direction::ToServer,
        "Nobody has touched this device for some minutes, or somebody does again. Who is online, and idle on "
        "every device, is seen as away.",
        Payload::Bare};
    static constexpr auto fields()
    {
        return std::tuple{field("idle", &PresenceIdle::idle, "whether it was left alone")};
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
            field("status", &PresenceChanged::status,
                "offline only once the last device has gone and stayed away for some seconds; `invisible` is "
                "told to the person alone"),
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

} // namespace hearth::protocol
