#pragma once

#include "shared/protocol/notification.h"

//! What a person is to hear of wherever they look. Each is stored with the message, in one transaction, and
//! then sent to the person's devices: once to each, by this event, or by `recover` to one that was away.
namespace hearth::protocol {

struct NotificationNew : Notification
{
    bool operator==(const NotificationNew &) const = default;
    static constexpr EventInfo info{"notification", Direction::ToClient,
        "Something for this person, on all their devices, whatever rooms they have joined: a message that "
        "names them (`@name`, `@room`, `@here` for those who are here now), answers theirs or has a keyword "
        "of theirs, one in a room of two, every one of a room whose level is `all`, or that somebody added "
        "them to a room. One a person and message. Also as a stream of Server-Sent Events: `GET "
        "/events/notifications`, by token or `?ticket=`, which `Last-Event-ID` (or `?lastEventId=`) "
        "resumes. "
        "`GET /api/notifications?unread=&before=&limit=` gives `{notifications, unread, next?}`, the newest "
        "first; `next` is the `before` of the next page."};
};

struct NotificationRead
{
    std::optional<QList<QString>> ids;
    std::optional<QString> roomId;
    std::optional<QString> upTo;
    std::optional<bool> all;
    using Ack = EmptyAck;
    bool operator==(const NotificationRead &) const = default;

    static constexpr EventInfo info{"notification:read", Direction::ToServer,
        "These are read: `ids`, or `roomId` (with `upTo`: up to that message), or `all`. `chat:read` says "
        "the "
        "same of its room. Also `POST /api/notifications/read`."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("ids", &NotificationRead::ids, {0, 1000}, "of notifications"),
            field("roomId", &NotificationRead::roomId, {1, 64}, "those of this room"),
            field("upTo", &NotificationRead::upTo, {1, 64}, "a message's id, or its seq in digits"),
            field("all", &NotificationRead::all, "true: every one"),
        };
    }
};

struct NotificationCleared
{
    QList<QString> ids;
    bool operator==(const NotificationCleared &) const = default;

    static constexpr EventInfo info{"notification:cleared", Direction::ToClient,
        "These were read, on this device or another, or their message was deleted: show them no longer."};
    static constexpr auto fields()
    {
        return std::tuple{field("ids", &NotificationCleared::ids, {0, 10'000}, "of notifications")};
    }
};

struct NotificationSettingsChanged : NotificationSettings
{
    QList<RoomLevel> levels;
    bool operator==(const NotificationSettingsChanged &) const = default;

    static constexpr EventInfo info{"notification:settings", Direction::ToClient,
        "What notifies this person was changed, on this device or another. `GET "
        "/api/notifications/settings` gives the same; `PUT` takes all but `levels`, and what is left out is "
        "taken away; `PUT /api/rooms/{id}/notifications` with `{level}` sets a room's."};
    static constexpr auto fields()
    {
        return std::tuple_cat(
            NotificationSettings::fields(), std::tuple{field("levels", &NotificationSettingsChanged::levels,
                                                {0, 10'000}, "of the rooms whose level is not `mentions`")});
    }
};

} // namespace hearth::protocol
