#include "server/features/channelsockets.h"

#include "server/series/channelname.h"

#include <algorithm>

namespace hearth::server {

using protocol::ChannelPublish;
using protocol::ChannelSubscribe;
using protocol::ChannelUnsubscribe;

namespace {

//! From one look at the sockets that subscriptions wait for to the next.
constexpr int againMs = 10;

qsizetype subscriptionsOf(const Socket &socket)
{
    const QSet<QString> &rooms = socket.rooms();
    return std::count_if(
        rooms.begin(), rooms.end(), [](const QString &room) { return channelOfTopic(room).has_value(); });
}

} // namespace

ChannelSockets::ChannelSockets(const Services &services, Channels &channels, TokenWatch &tokens)
    : m_services(services), m_channels(channels), m_timer(services.chat.loop().timers(), [this] { goOn(); })
{
    bind<ChannelSubscribe>(
        services.chat, [this](Socket &socket, const ChannelSubscribe &event, const Subscribed &answer) {
            subscribe(socket, event.channel, answer);
        });
    bind<ChannelUnsubscribe>(services.chat,
        [this](Socket &socket, const ChannelUnsubscribe &event, const Answer<ChannelUnsubscribe> &answer) {
            unsubscribe(socket, event.channel);
            answer(protocol::EmptyAck{});
        });
    bind<ChannelPublish>(
        services.chat, [this](Socket &socket, const ChannelPublish &event,
                           const Answer<ChannelPublish> &answer) { publish(socket, event, answer); });
    connect(&tokens, &TokenWatch::changed, this, &ChannelSockets::review);
    connect(&channels, &Channels::updated, this, [this](const ChannelNews &news) {
        // To those of this server: each has it from the broker.
        m_services.chat.deliver({{channelTopic(news.channel)}, {}}, eventName<protocol::ChannelUpdate>(),
            Encoded::ofText(news.text));
    });
}

void ChannelSockets::subscribe(Socket &socket, const QString &channel, const Subscribed &answer)
{
    if (!isChannelName(channel))
        return answer(noChannelName());
    if (const auto may = mayRead(channelCallerOf(socket), channel); !may)
        return answer(may.error());
    Queue &queue = queueOf(socket);
    if (queue.find(channel) != queue.waiting.end())
        return answer(protocol::EmptyAck{}); // what it begins with is still to come
    const QSet<QString> &rooms = socket.rooms();
    const auto isNew = [&rooms](const QString &name) { return !rooms.contains(channelTopic(name)); };
    const qsizetype count =
        subscriptionsOf(socket) + std::count_if(queue.waiting.begin(), queue.waiting.end(),
                                      [&isNew](const Waiting &each) { return isNew(each.channel); });
    const int limit = m_services.limits.channelsPerSocket;
    if (limit > 0 && count >= limit && isNew(channel)) {
        ++m_refused;
        answer(Error(ErrorCode::TooMany, QStringLiteral("At most %1 channels on one connection").arg(limit)));
    } else {
        queue.waiting.push_back({channel, answer});
        goOn(queue);
    }
    if (!queue.isWaiting())
        m_queues.remove(&socket);
    else if (!m_timer.isActive())
        m_timer.start(againMs);
}

void ChannelSockets::unsubscribe(Socket &socket, const QString &channel)
{
    socket.leave(channelTopic(channel));
    const auto queue = m_queues.find(&socket);
    if (queue == m_queues.end() || !queue->socket)
        return;
    const auto waiting = queue->find(channel);
    if (waiting == queue->waiting.end())
        return;
    const Subscribed answer = std::move(waiting->answer);
    queue->waiting.erase(waiting);
    answer(protocol::EmptyAck{}); // it never began
}

void ChannelSockets::publish(
    Socket &socket, const ChannelPublish &event, const Answer<ChannelPublish> &answer)
{
    if (const auto may = mayPublish(channelCallerOf(socket), event.channel); !may)
        return answer(may.error());
    const NewPoint point{event.at.value_or(m_services.clock.wallMs()), toCompactJson(event.data)};
    m_channels.publish(
        publisherOf(channelCallerOf(socket)), event.channel, {point}, [answer](const Result<Point> &stored) {
            answer(stored ? Result(protocol::ChannelPublishAck{QString::number(stored->id), stored->at})
                          : stored.error());
        });
}

void ChannelSockets::review(Socket &socket)
{
    const QSet<QString> rooms = socket.rooms();
    for (const QString &room : rooms) {
        if (!mayHear(callerOf(socket), room))
            socket.leave(room);
    }
}

void ChannelSockets::goOn()
{
    for (auto queue = m_queues.begin(); queue != m_queues.end();) {
        goOn(*queue);
        queue = queue->isWaiting() ? std::next(queue) : m_queues.erase(queue);
    }
    if (!m_queues.isEmpty())
        m_timer.start(againMs);
}

//! First it hears the channel, in the turn in which it is told what that holds: nothing comes between.
void ChannelSockets::goOn(Queue &queue)
{
    while (queue.isWaiting() && queue.socket->queuedBytes() < m_channels.portion()) {
        const Waiting next = std::move(queue.waiting.front());
        queue.waiting.pop_front();
        if (const auto may = mayRead(channelCallerOf(*queue.socket), next.channel); !may) {
            next.answer(may.error());
            continue;
        }
        queue.socket->join(channelTopic(next.channel));
        next.answer(protocol::EmptyAck{});
        queue.socket->emitEvent(
            eventName<protocol::ChannelInitial>(), Encoded::ofText(m_channels.initial(next.channel)));
    }
}

ChannelSockets::Queue &ChannelSockets::queueOf(Socket &socket)
{
    Queue &queue = m_queues[&socket];
    if (!queue.socket)
        queue = {&socket, {}};
    return queue;
}

auto ChannelSockets::Queue::find(const QString &channel) -> std::deque<Waiting>::iterator
{
    return std::find_if(
        waiting.begin(), waiting.end(), [&channel](const Waiting &each) { return each.channel == channel; });
}

bool ChannelSockets::isHeard(const QString &channel) const
{
    return !m_services.chat.socketsIn(channelTopic(channel)).isEmpty();
}

} // namespace hearth::server
