#include "server/features/channelsockets.h"

#include "server/features/binding.h"
#include "server/series/channelname.h"
#include "shared/protocol/events.h"

#include <algorithm>

namespace hearth::server {

namespace {

//! The first frame's.
constexpr qsizetype historyLength = 300;

Result<Done> checkName(const QString &channel)
{
    if (isChannelName(channel))
        return Done{};
    return Error(ErrorCode::InvalidRequest, QStringLiteral("channel: expected ") + channelNameRule());
}

qsizetype subscriptionsOf(const Socket &socket)
{
    const QSet<QString> &rooms = socket.rooms();
    return std::count_if(rooms.begin(), rooms.end(),
        [](const QString &room) { return room.startsWith(QLatin1String("channel:")); });
}

} // namespace

ChannelSockets::ChannelSockets(const Services &services, Channels &channels)
    : m_services(services), m_channels(channels)
{
    using namespace protocol;
    bind<ChannelSubscribe>(services.chat, [this](Socket &socket, const ChannelSubscribe &event,
                                              const Answer<ChannelSubscribe> &answer) {
        const QString &channel = event.channel;
        if (const auto named = checkName(channel); !named)
            return answer(named.error());
        if (const auto may = mayRead(channelCallerOf(socket), channel); !may)
            return answer(may.error());
        const int limit = m_services.limits.channelsPerSocket;
        if (limit > 0 && subscriptionsOf(socket) >= limit && !socket.rooms().contains(channelTopic(channel)))
            return answer(Error(
                ErrorCode::TooMany, QStringLiteral("At most %1 channels on one connection").arg(limit)));
        socket.join(channelTopic(channel));
        answer(EmptyAck{});
        socket.emitEvent(QString::fromLatin1(ChannelInitial::info.name),
            Encoded::ofText(initialText(channel, m_channels.recent(channel, historyLength))));
    });
    bind<ChannelUnsubscribe>(services.chat,
        [](Socket &socket, const ChannelUnsubscribe &event, const Answer<ChannelUnsubscribe> &answer) {
            socket.leave(channelTopic(event.channel));
            answer(EmptyAck{});
        });
    bind<ChannelPublish>(services.chat,
        [this](Socket &socket, const ChannelPublish &event, const Answer<ChannelPublish> &answer) {
            if (const auto may = mayPublish(channelCallerOf(socket), event.channel); !may)
                return answer(may.error());
            const NewPoint point{event.at.value_or(m_services.clock.wallMs()), toCompactJson(event.data)};
            m_channels.publish(
                {callerOf(socket).user.id}, event.channel, {point}, [answer](const Result<Point> &stored) {
                    answer(stored ? Result(ChannelPublishAck{QString::number(stored->id), stored->at})
                                  : stored.error());
                });
        });
    connect(&channels, &Channels::updated, this, [this](const ChannelNews &news) {
        m_services.chat.emitTo({channelTopic(news.channel)}, QString::fromLatin1(ChannelUpdate::info.name),
            Encoded::ofText(news.text));
    });
}

bool ChannelSockets::isHeard(const QString &channel) const
{
    return !m_services.chat.socketsIn(channelTopic(channel)).isEmpty();
}

} // namespace hearth::server
