#pragma once

#include "server/broker/topics.h"
#include "server/redis/redispubsub.h"

namespace hearth::server {

//! Between servers, through Redis. What is published here is delivered here as MemoryBroker does it, whether
//! Redis is there or not; the others hear it as long as it is. A publish crosses as this broker's mark of 16
//! bytes and the payload, on the channel `prefix` + its name, so that no server hears itself twice.
class RedisBroker final : public Broker
{
public:
    //! `redis` lives longer. Servers that belong together have the same prefix: Redis' channels are those of
    //! all its databases.
    RedisBroker(RedisPubSub &redis, const QByteArray &prefix);
    ~RedisBroker() override;

    void publish(const QString &channel, const QByteArray &payload) override;
    [[nodiscard]] Subscription subscribe(const QString &channel, Handler handler) override;
    [[nodiscard]] Subscription psubscribe(const QString &pattern, Handler handler) override;
    [[nodiscard]] qsizetype topicCount() const override { return m_topics->count(); }
    //! What came and was not written by a broker.
    [[nodiscard]] quint64 malformed() const { return m_malformed; }

private:
    void heard(Topics::Kind kind, const QString &topic, QByteArrayView channel, QByteArrayView payload);
    [[nodiscard]] QByteArray redisTopic(Topics::Kind kind, const QString &topic) const;

    RedisPubSub &m_redis;
    QByteArray m_prefix;
    QByteArray m_mark;
    quint64 m_malformed = 0;
    std::shared_ptr<Topics> m_topics = std::make_shared<Topics>();
};

} // namespace hearth::server
