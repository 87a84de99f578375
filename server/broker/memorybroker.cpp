#include "server/broker/memorybroker.h"

#include "shared/base/glob.h"

#include <QHash>
#include <QList>

#include <deque>

namespace hearth::server {

namespace {

//! Shared by the table and by a delivery that is under way: a handler may end itself.
struct Listener
{
    Broker::Handler handler;
    bool isListening = true;
};

using Listeners = QHash<QString, QList<std::shared_ptr<Listener>>>;

void removeFrom(Listeners &table, const QString &topic, const std::shared_ptr<Listener> &listener)
{
    const auto it = table.find(topic);
    if (it == table.end())
        return;
    it->removeOne(listener);
    if (it->isEmpty())
        table.erase(it);
}

struct Published
{
    QString channel;
    QByteArray payload;
};

} // namespace

struct MemoryBroker::Topics
{
    Listeners channels;
    Listeners patterns;
    std::deque<Published> waiting; //!< the first is being delivered

    [[nodiscard]] QList<std::shared_ptr<Listener>> listenersTo(const QString &channel) const
    {
        auto found = channels.value(channel);
        for (auto it = patterns.cbegin(); it != patterns.cend(); ++it) {
            if (globMatches(it.key(), channel))
                found += it.value();
        }
        return found;
    }

    void deliver(const Published &published) const
    {
        const auto listeners = listenersTo(published.channel);
        for (const auto &listener : listeners) {
            if (listener->isListening)
                listener->handler(published.channel, published.payload);
        }
    }

    static Subscription add(const std::shared_ptr<Topics> &topics, Listeners Topics::*table,
        const QString &topic, Handler handler)
    {
        auto listener = std::make_shared<Listener>(Listener{std::move(handler)});
        ((*topics).*table)[topic].append(listener);
        // Nothing to point to but the end: the deleter is the subscription.
        return {nullptr, [weak = std::weak_ptr(topics), table, topic, listener](void *) {
                    listener->isListening = false;
                    if (const auto there = weak.lock())
                        removeFrom((*there).*table, topic, listener);
                }};
    }
};

MemoryBroker::MemoryBroker() : m_topics(std::make_shared<Topics>())
{}

MemoryBroker::~MemoryBroker() = default;

void MemoryBroker::publish(const QString &channel, const QByteArray &payload)
{
    // A handler may end the broker.
    const auto topics = m_topics;
    topics->waiting.push_back({channel, payload});
    if (topics->waiting.size() > 1)
        return;
    while (!topics->waiting.empty()) {
        topics->deliver(topics->waiting.front());
        topics->waiting.pop_front();
    }
}

Broker::Subscription MemoryBroker::subscribe(const QString &channel, Handler handler)
{
    return Topics::add(m_topics, &Topics::channels, channel, std::move(handler));
}

Broker::Subscription MemoryBroker::psubscribe(const QString &pattern, Handler handler)
{
    return Topics::add(m_topics, &Topics::patterns, pattern, std::move(handler));
}

qsizetype MemoryBroker::topicCount() const
{
    return m_topics->channels.size() + m_topics->patterns.size();
}

} // namespace hearth::server
