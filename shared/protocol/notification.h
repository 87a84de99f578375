#pragma once

#include "shared/protocol/field.h"

#include <QList>
#include <QString>

#include <array>
#include <optional>

namespace hearth::protocol {

//! Why somebody is notified. Of several reasons for one message the first of these holds.
enum class NotificationType { Direct, Mention, Reply, Alert, Keyword, Message, Invitation };
inline constexpr std::array<const char *, 7> enumNames(NotificationType)
{
    return {"direct", "mention", "reply", "alert", "keyword", "message", "invitation"};
}

//! What of a room notifies a person.
enum class NotificationLevel { All, Mentions, None };
inline constexpr std::array<const char *, 3> enumNames(NotificationLevel)
{
    return {"all", "mentions", "none"};
}

//! At most so many bytes of a message stand in its notification: 160 characters and an ellipsis.
inline constexpr Range excerptRange{0, 1024};

struct Notification
{
    QString id;
    NotificationType type = NotificationType::Mention;
    std::optional<QString> roomId;
    std::optional<QString> messageId;
    QString userId;
    QString username;
    std::optional<QString> title;
    QString content;
    qint64 createdAt = 0;
    std::optional<bool> silent = {};
    std::optional<bool> read = {};
    bool operator==(const Notification &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &Notification::id, {1, 64},
                "`n` and a number that is higher than that of every earlier one of the person's"),
            field("type", &Notification::type, "why"),
            field("roomId", &Notification::roomId, {1, 64}, "the room"),
            field("messageId", &Notification::messageId, {1, 64}, "the message"),
            field("userId", &Notification::userId, {1, 64}, "who wrote the message, or added the person"),
            field("username", &Notification::username, {1, 32}, "that person's name"),
            field("title", &Notification::title, {1, 250}, "the room's name; none for a room of two"),
            field("content", &Notification::content, excerptRange,
                "the message's first words, on one line, as it is now"),
            field("createdAt", &Notification::createdAt, bigCount, "ms since 1970"),
            field("silent", &Notification::silent,
                "true: it came while the person was not to be disturbed; show it, but do not call for them"),
            field("read", &Notification::read, "true: read, on this device or another"),
        };
    }
};

//! The hours of each day in which a person is not to be disturbed, by that person's own clock.
struct QuietHours
{
    qint64 from = 0;
    qint64 to = 0;
    qint64 utcOffset = 0;
    bool operator==(const QuietHours &) const = default;

    static constexpr auto fields()
    {
        constexpr Range minutes{0, 24 * 60 - 1};
        return std::tuple{
            field("from", &QuietHours::from, minutes, "their first minute, counted from midnight"),
            field("to", &QuietHours::to, minutes,
                "the minute after their last; before `from`: on the next day; the same: no hours at all"),
            field("utcOffset", &QuietHours::utcOffset, {-12 * 60, 14 * 60},
                "minutes by which the person's clock is ahead of UTC, from -720 to 840"),
        };
    }
};

//! At most so many keywords a person.
inline constexpr Range keywordsRange{0, 50};

//! What notifies a person, in whatever room, and when it does so quietly.
struct NotificationSettings
{
    std::optional<QuietHours> quietHours;
    std::optional<qint64> quietUntil;
    QList<QString> keywords;
    bool operator==(const NotificationSettings &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("quietHours", &NotificationSettings::quietHours, "do not disturb in them"),
            field("quietUntil", &NotificationSettings::quietUntil, bigCount,
                "do not disturb until then, ms since 1970"),
            field("keywords", &NotificationSettings::keywords, keywordsRange,
                "words of 1 to 64 bytes, without spaces, that the person wants to hear of; without case"),
        };
    }
};

struct RoomLevel
{
    QString roomId;
    NotificationLevel level = NotificationLevel::Mentions;
    bool operator==(const RoomLevel &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &RoomLevel::roomId, {1, 64}, "the room"),
            field("level", &RoomLevel::level,
                "`all`: every message notifies; `mentions`: what names or answers the person, has a keyword "
                "or is direct; `none`: nothing"),
        };
    }
};

} // namespace hearth::protocol
