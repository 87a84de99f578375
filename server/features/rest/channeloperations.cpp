#include "server/features/rest/accounts.h"
#include "server/features/rest/channels.h"
#include "server/features/rest/operation.h"
#include "shared/protocol/events/messages.h"

namespace hearth::server {

namespace {

constexpr const char *stream = "text/event-stream";
const Parameter lastEventId{"lastEventId", "as the header Last-Event-ID: goes on behind it"};

} // namespace

QList<Operation> channelOperations()
{
    using protocol::PutAlert;
    using protocol::PutDashboard;
    const Parameter topics{
        "channels", "names and patterns, with commas between", Parameter::Place::Query, true};
    const char *const streamed =
        "Server-Sent Events: `initial` for each channel, then `update`. Also with `?ticket=`.";
    return {
        {"GET", "/api/channels", Who::SignedIn, "The channels that one may read.", nullptr,
            bodyOf<ChannelList>},
        {"GET", "/api/channels/{channel}", Who::SignedIn, "A channel's last value and what came before it.",
            nullptr, bodyOf<ChannelAnswer>, 200,
            {{"from", "ms since 1970; longer ago than an hour: in spans, for 30 days"},
                {"to", "ms since 1970"}, {"points", "at most so many, from 1 to 2000"}}},
        {"POST", "/api/channels/{channel}", Who::SignedIn,
            "The next value: any JSON, `{data, at?}`, `{points:[{data, at?}, …]}`, or lines of InfluxDB's "
            "protocol.",
            nullptr, bodyOf<protocol::ChannelPublishAck>, 201,
            {{"precision", "of the lines' times: ns, us, ms or s"}}, "application/json", "*/*"},
        {"DELETE", "/api/channels/{channel}", Who::SignedIn,
            "With all its values; by who made it or runs the server.", nullptr, bodyOf<Okay>},
        {"GET", "/api/channel-tokens", Who::SignedIn, "One's own; for who runs the server all.", nullptr,
            bodyOf<ChannelTokenList>},
        {"POST", "/api/channel-tokens", Who::SignedIn, "A token that is good for some channels alone.",
            bodyOf<CreateChannelToken>, bodyOf<MadeChannelToken>, 201},
        {"DELETE", "/api/channel-tokens/{id}", Who::SignedIn,
            "Takes it back; its streams end within a second.", nullptr, bodyOf<Okay>},
        {"GET", "/events/stream", Who::SignedIn, streamed, nullptr, nullptr, 200, {topics, lastEventId},
            stream},
        {"GET", "/events/stream/{channel}", Who::SignedIn, streamed, nullptr, nullptr, 200, {lastEventId},
            stream},
        {"GET", "/api/events/stream", Who::SignedIn, "The same.", nullptr, nullptr, 200,
            {topics, lastEventId}, stream},
        {"GET", "/api/events/stream/{channel}", Who::SignedIn, "The same.", nullptr, nullptr, 200,
            {lastEventId}, stream},
        {"GET", "/api/dashboards", Who::SignedIn, "The team's dashboards.", nullptr, bodyOf<DashboardList>},
        {"PUT", "/api/dashboards", Who::SignedIn, "Makes or changes one.", bodyOf<PutDashboard>,
            bodyOf<DashboardAnswer>, 201},
        {"GET", "/api/dashboards/{id}", Who::SignedIn, "One dashboard.", nullptr, bodyOf<DashboardAnswer>},
        {"DELETE", "/api/dashboards/{id}", Who::SignedIn, "Deletes it for everybody.", nullptr, bodyOf<Okay>},
        {"GET", "/api/alerts", Who::SignedIn, "The alerts that speak in one's rooms.", nullptr,
            bodyOf<AlertList>},
        {"PUT", "/api/alerts", Who::Member, "Makes or changes one.", bodyOf<PutAlert>, bodyOf<AlertAnswer>,
            201},
        {"DELETE", "/api/alerts/{id}", Who::Member, "Deletes it.", nullptr, bodyOf<Okay>},
    };
}

QList<Operation> hookOperations()
{
    return {
        {"GET", "/api/rooms/{id}/hooks", Who::Member, "Its hooks, without their tokens.", nullptr,
            bodyOf<HookList>},
        {"POST", "/api/rooms/{id}/hooks", Who::Member, "A way into the room for programs that can only post.",
            bodyOf<CreateHook>, bodyOf<MadeHook>, 201},
        {"DELETE", "/api/rooms/{id}/hooks/{hookId}", Who::Member, "Takes it back.", nullptr, bodyOf<Okay>},
        {"POST", "/hooks/{token}", Who::Anybody,
            "A message in the hook's room, or a value: `{content}`, `{channel, data}`, or a payload of "
            "Slack, "
            "Grafana or Uptime Kuma. To Slack's it answers the text `ok`.",
            nullptr, bodyOf<protocol::MessageSendAck>, 200, {}, "application/json", "*/*"},
    };
}

} // namespace hearth::server
