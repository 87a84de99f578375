#pragma once

#include "server/broker/broker.h"

namespace hearth::server {

//! Within one process: delivered before publish() returns, but to a publish from within a handler.
class MemoryBroker final : public Broker
{
public:
    MemoryBroker();
    ~MemoryBroker() override;

    void publish(const QString &channel, const QByteArray &payload) override;
    [[nodiscard]] Subscription subscribe(const QString &channel, Handler handler) override;
    [[nodiscard]] Subscription psubscribe(const QString &pattern, Handler handler) override;
    [[nodiscard]] qsizetype topicCount() const override;

private:
    struct Topics;
    std::shared_ptr<Topics> m_topics;
};

} // namespace hearth::server
