#pragma once

#include "shared/protocol/events/presence.h"
#include "shared/protocol/notification.h"

//! The bodies of requests about notifications and presence, and their answers.
namespace hearth::server {

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

struct NotificationPage
{
    QList<protocol::Notification> notifications;
    qint64 unread = 0;
    std::optional<QString> next;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("notifications", &NotificationPage::notifications, {0, 100}, "the newest first"),
            field("unread", &NotificationPage::unread, protocol::bigCount, "how many are, in all"),
            field("next", &NotificationPage::next, "where there are more: `before` of the next page"),
        };
    }
};

struct PresenceList
{
    QList<protocol::PresenceChanged> presence;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("presence", &PresenceList::presence, {0, 500},
            "those of the asked whom one may see, in the same order")};
    }
};

} // namespace hearth::server
