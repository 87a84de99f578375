#include "server/broker/topics.h"

#include "shared/base/glob.h"

namespace hearth::server {

Broker::Subscription Topics::add(Kind kind, const QString &topic, Broker::Handler handler)
{
    auto listener = std::make_shared<Listener>(Listener{std::move(handler)});
    Listeners &there = table(kind)[topic];
    there.append(listener);
    if (there.size() == 1 && began)
        began(kind, topic);
    // Nothing to point to but the end: the deleter is the subscription.
    return {nullptr, [weak = weak_from_this(), kind, topic, listener](void *) {
                listener->isListening = false;
                if (const auto topics = weak.lock())
                    topics->remove(kind, topic, listener);
            }};
}

void Topics::remove(Kind kind, const QString &topic, const std::shared_ptr<Listener> &listener)
{
    auto &listeners = table(kind);
    const auto it = listeners.find(topic);
    if (it == listeners.end())
        return;
    it->removeOne(listener);
    if (!it->isEmpty())
        return;
    listeners.erase(it);
    if (ended)
        ended(kind, topic);
}

void Topics::endAll()
{
    for (const Kind kind : {Kind::Channel, Kind::Pattern}) {
        const auto gone = std::exchange(table(kind), {});
        for (auto it = gone.cbegin(); ended && it != gone.cend(); ++it)
            ended(kind, it.key());
    }
}

Topics::Listeners Topics::listenersTo(const QString &channel) const
{
    auto found = m_channels.value(channel);
    for (auto it = m_patterns.cbegin(); it != m_patterns.cend(); ++it) {
        if (globMatches(it.key(), channel))
            found += it.value();
    }
    return found;
}

void Topics::publish(const QString &channel, const QByteArray &payload)
{
    enqueue({channel, payload, [this, channel] { return listenersTo(channel); }});
}

void Topics::publishTo(Kind kind, const QString &topic, const QString &channel, const QByteArray &payload)
{
    enqueue({channel, payload, [this, kind, topic] { return table(kind).value(topic); }});
}

void Topics::enqueue(Published published)
{
    const auto alive = shared_from_this(); // a handler may end the broker
    m_waiting.push_back(std::move(published));
    if (m_waiting.size() > 1)
        return;
    while (!m_waiting.empty()) {
        const Published &first = m_waiting.front(); // a deque keeps it in its place
        const auto listeners = first.listeners();
        for (const auto &listener : listeners) {
            if (listener->isListening)
                listener->handler(first.channel, first.payload);
        }
        m_waiting.pop_front();
    }
}

} // namespace hearth::server
