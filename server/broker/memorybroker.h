#pragma once

#include "server/broker/topics.h"

namespace hearth::server {

//! Within one process: delivered before publish() returns, but to a publish from within a handler.
class MemoryBroker final : public Broker
{
public:
    void publish(const QString &channel, const QByteArray &payload) override
    {
        m_topics->publish(channel, payload);
    }
    [[nodiscard]] Subscription subscribe(const QString &channel, Handler handler) override
    {
        return m_topics->add(Topics::Kind::Channel, channel, std::move(handler));
    }
    [[nodiscard]] Subscription psubscribe(const QString &pattern, Handler handler) override
    {
        return m_topics->add(Topics::Kind::Pattern, pattern, std::move(handler));
    }
    [[nodiscard]] qsizetype topicCount() const override { return m_topics->count(); }

private:
    std::shared_ptr<Topics> m_topics = std::make_shared<Topics>();
};

} // namespace hearth::server
