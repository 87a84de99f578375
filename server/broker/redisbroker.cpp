#include "server/broker/redisbroker.h"

#include "shared/base/ids.h"

namespace hearth::server {

namespace {

constexpr qsizetype markSize = 16;

RedisPubSub::Kind redisKind(Topics::Kind kind)
{
    return kind == Topics::Kind::Channel ? RedisPubSub::Kind::Channel : RedisPubSub::Kind::Pattern;
}

} // namespace

RedisBroker::RedisBroker(RedisPubSub &redis, const QByteArray &prefix)
    : m_redis(redis), m_prefix(prefix), m_mark(newSecret().toLatin1().first(markSize))
{
    m_topics->began = [this](Topics::Kind kind, const QString &topic) {
        m_redis.listen(redisKind(kind), redisTopic(kind, topic),
            [this, kind, topic](
                QByteArrayView channel, QByteArrayView payload) { heard(kind, topic, channel, payload); });
    };
    m_topics->ended = [this](Topics::Kind kind, const QString &topic) {
        m_redis.unlisten(redisKind(kind), redisTopic(kind, topic));
    };
}

RedisBroker::~RedisBroker()
{
    m_topics->endAll();
    m_topics->began = m_topics->ended = {};
}

//! Our patterns know the star alone; Redis knows more, which then has to mean itself.
QByteArray RedisBroker::redisTopic(Topics::Kind kind, const QString &topic) const
{
    if (kind == Topics::Kind::Channel)
        return m_prefix + topic.toUtf8();
    QByteArray out = RedisPubSub::escaped(m_prefix + topic.toUtf8());
    return out.replace("\\*", "*");
}

void RedisBroker::publish(const QString &channel, const QByteArray &payload)
{
    // A handler may end the broker, and what it publishes comes later: the others hear the same order.
    m_redis.publish(m_prefix + channel.toUtf8(), m_mark + payload);
    m_topics->publish(channel, payload);
}

void RedisBroker::heard(
    Topics::Kind kind, const QString &topic, QByteArrayView channel, QByteArrayView payload)
{
    if (payload.size() < markSize) {
        ++m_malformed;
        return;
    }
    if (payload.first(markSize) == m_mark)
        return;
    m_topics->publishTo(kind, topic, QString::fromUtf8(channel.sliced(m_prefix.size())),
        payload.sliced(markSize).toByteArray());
}

Broker::Subscription RedisBroker::subscribe(const QString &channel, Handler handler)
{
    return m_topics->add(Topics::Kind::Channel, channel, std::move(handler));
}

Broker::Subscription RedisBroker::psubscribe(const QString &pattern, Handler handler)
{
    return m_topics->add(Topics::Kind::Pattern, pattern, std::move(handler));
}

} // namespace hearth::server
