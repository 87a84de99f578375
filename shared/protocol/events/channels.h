#pragma once

#include "shared/protocol/field.h"

#include <QJsonValue>
#include <QList>
#include <QString>

//! Live values. A channel is there from its first value; whoever subscribes gets what it holds, then each
//! value as it comes.
namespace hearth::protocol {

inline constexpr Range channelNameRange{1, 400}; //!< bytes of at most 100 characters

struct ChannelValue
{
    QString id;
    qint64 at = 0;
    QJsonValue data;
    bool operator==(const ChannelValue &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &ChannelValue::id, {1, 32},
                "a number in digits, higher than that of every earlier value"),
            field("at", &ChannelValue::at, bigCount, "of which time it is, ms since 1970"),
            field("data", &ChannelValue::data, "the value"),
        };
    }
};

struct ChannelSubscribe
{
    QString channel;
    using Ack = EmptyAck;
    bool operator==(const ChannelSubscribe &) const = default;

    static constexpr EventInfo info{"subscribe", Direction::ToServer,
        "Hear a channel's values on this socket: `channel:initial` comes first. Of many at once each begins, "
        "and is acknowledged, once the socket has room for it, in their order; who asks again "
        "meanwhile is acknowledged at once. Refused with "
        "`access_denied`. Also as Server-Sent Events: `GET /events/stream/{channel}`, or several by `GET "
        "/events/stream?channels=a,b,cpu:*`, with the events `initial` and `update`; `Last-Event-ID` "
        "resumes.",
        Payload::Bare};
    static constexpr auto fields()
    {
        return std::tuple{field("channel", &ChannelSubscribe::channel, channelNameRange, "its name")};
    }
};

struct ChannelUnsubscribe
{
    QString channel;
    using Ack = EmptyAck;
    bool operator==(const ChannelUnsubscribe &) const = default;

    static constexpr EventInfo info{
        "unsubscribe", Direction::ToServer, "Hear a channel no longer on this socket.", Payload::Bare};
    static constexpr auto fields()
    {
        return std::tuple{field("channel", &ChannelUnsubscribe::channel, channelNameRange, "its name")};
    }
};

struct ChannelPublishAck
{
    QString id;
    qint64 at = 0;
    bool operator==(const ChannelPublishAck &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &ChannelPublishAck::id, {1, 32}, "of the stored value"),
            field("at", &ChannelPublishAck::at, bigCount, "its time, ms since 1970"),
        };
    }
};

struct ChannelPublish
{
    QString channel;
    QJsonValue data;
    std::optional<qint64> at;
    using Ack = ChannelPublishAck;
    bool operator==(const ChannelPublish &) const = default;

    static constexpr EventInfo info{"publish", Direction::ToServer,
        "Say a channel's next value. The ack comes once it is on disk. Also `POST /api/channels/{channel}`, "
        "which takes the value itself, `{data}`, `{points:[{at,data}, …]}`, or InfluxDB's line protocol."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("channel", &ChannelPublish::channel, channelNameRange,
                "letters, digits, `.`, `:`, `_` and `-`; those that begin with `dashboard:` are the "
                "server's"),
            field("data", &ChannelPublish::data,
                "any JSON; a number, or an object with numbers in it, becomes a chart"),
            field("at", &ChannelPublish::at, bigCount, "of which time it is, ms since 1970; else now"),
        };
    }
};

struct ChannelInitial
{
    QString channel;
    QJsonValue data;
    QList<ChannelValue> history;
    bool operator==(const ChannelInitial &) const = default;

    static constexpr EventInfo info{"channel:initial", Direction::ToClient,
        "What a channel holds, at the begin of a subscription. `GET /api/channels/{channel}` gives the "
        "same."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("channel", &ChannelInitial::channel, channelNameRange, "its name"),
            field("data", &ChannelInitial::data, "the last value; null where there is none yet"),
            field("history", &ChannelInitial::history, {0, 10'000},
                "the values before and the last one, the oldest first"),
        };
    }
};

struct ChannelUpdate
{
    QString channel;
    QString id;
    qint64 at = 0;
    QJsonValue data;
    bool operator==(const ChannelUpdate &) const = default;

    static constexpr EventInfo info{"channel:update", Direction::ToClient, "A channel's next value."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("channel", &ChannelUpdate::channel, channelNameRange, "its name"),
            field("id", &ChannelUpdate::id, {1, 32},
                "a number in digits, higher than that of every earlier value"),
            field("at", &ChannelUpdate::at, bigCount, "of which time it is, ms since 1970"),
            field("data", &ChannelUpdate::data, "the value"),
        };
    }
};

struct DashboardChanged
{
    QString id;
    qint64 version = 0;
    bool operator==(const DashboardChanged &) const = default;

    static constexpr EventInfo info{"dashboard:changed", Direction::ToClient,
        "A dashboard was made, changed or deleted. `GET /api/dashboards` lists them, `PUT /api/dashboards` "
        "makes or "
        "changes one; what they are made of is at the end of this page."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &DashboardChanged::id, {1, 64}, "the dashboard"),
            field("version", &DashboardChanged::version, bigCount, "counts its changes; 0: it is gone"),
        };
    }
};

} // namespace hearth::protocol
