#pragma once

#include "shared/protocol/alert.h"
#include "shared/protocol/dashboard.h"
#include "shared/protocol/events/channels.h"
#include "shared/protocol/hook.h"

//! The bodies of requests about live values, dashboards, alerts and hooks, and their answers.
namespace hearth::server {

struct CreateChannelToken
{
    QString name;
    std::optional<QList<QString>> publish;
    std::optional<QList<QString>> read;

    static constexpr auto fields()
    {
        using protocol::field;
        constexpr protocol::Range patterns{0, 20};
        return std::tuple{
            field("name", &CreateChannelToken::name, {1, 80}, "what it is for"),
            field("publish", &CreateChannelToken::publish, patterns, "patterns, such as `kiln:*`"),
            field("read", &CreateChannelToken::read, patterns, "patterns"),
        };
    }
};

struct ShownChannelToken
{
    QString id;
    QString name;
    QString userId;
    QList<QString> publish;
    QList<QString> read;
    qint64 createdAt = 0;

    static constexpr auto fields()
    {
        using protocol::field;
        constexpr protocol::Range patterns{0, 20};
        return std::tuple{
            field("id", &ShownChannelToken::id, {1, 64}, "what it is called, not the token"),
            field("name", &ShownChannelToken::name, {1, 80}, "what it is for"),
            field("userId", &ShownChannelToken::userId, {1, 64}, "who made it"),
            field("publish", &ShownChannelToken::publish, patterns, "patterns"),
            field("read", &ShownChannelToken::read, patterns, "patterns"),
            field("createdAt", &ShownChannelToken::createdAt, protocol::bigCount, "ms since 1970"),
        };
    }
};

struct MadeChannelToken : ShownChannelToken
{
    QString token;

    static constexpr auto fields()
    {
        return std::tuple_cat(ShownChannelToken::fields(),
            std::tuple{
                protocol::field("token", &MadeChannelToken::token, {43, 43}, "the token; shown this once")});
    }
};

struct ChannelTokenList
{
    QList<ShownChannelToken> tokens;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field(
            "tokens", &ChannelTokenList::tokens, {0, 10'000}, "one's own; for who runs the server all")};
    }
};

struct ChannelList
{
    QList<protocol::ChannelUpdate> channels;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field(
            "channels", &ChannelList::channels, {0, 10'000}, "with the last value of each, by name")};
    }
};

struct FieldSeries
{
    QString field;
    QList<QList<double>> points;

    static constexpr auto fields()
    {
        return std::tuple{
            protocol::field("field", &FieldSeries::field, {1, 256}, "of the values"),
            protocol::field("points", &FieldSeries::points, {0, 50'000},
                "each the begin of a span (ms since 1970), the least, the mean and the most in it"),
        };
    }
};

struct ChannelAnswer : protocol::ChannelInitial
{
    std::optional<qint64> spanMs;
    std::optional<QList<FieldSeries>> series;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple_cat(ChannelInitial::fields(),
            std::tuple{
                field("spanMs", &ChannelAnswer::spanMs, protocol::bigCount, "with `from`: of each point"),
                field("series", &ChannelAnswer::series, {0, 64}, "with `from`: by field"),
            });
    }
};

struct CreateHook
{
    std::optional<QString> name;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("name", &CreateHook::name, {1, 80}, "who is shown to speak")};
    }
};

using protocol::HookWithToken;
using protocol::ShownHook;

struct HookList
{
    QList<ShownHook> hooks;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("hooks", &HookList::hooks, {0, 50}, "the last made first")};
    }
};

struct MadeHook
{
    HookWithToken hook;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("hook", &MadeHook::hook, "the new hook")};
    }
};

struct DashboardAnswer
{
    protocol::Dashboard dashboard;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("dashboard", &DashboardAnswer::dashboard, "as it is now")};
    }
};

struct DashboardList
{
    QList<protocol::Dashboard> dashboards;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("dashboards", &DashboardList::dashboards, {0, 200}, "by name")};
    }
};

struct AlertAnswer
{
    protocol::Alert alert;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("alert", &AlertAnswer::alert, "as it is now")};
    }
};

struct AlertList
{
    QList<protocol::Alert> alerts;

    static constexpr auto fields()
    {
        return std::tuple{
            protocol::field("alerts", &AlertList::alerts, {0, 500}, "those of one's rooms, by name")};
    }
};

} // namespace hearth::server
