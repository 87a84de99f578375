// What every broker guarantees, run on each backend.
#include "server/broker/memorybroker.h"
#include "server/broker/redisbroker.h"
#include "shared/base/glob.h"
#include "tests/support/redisserver.h"
#include "tests/support/waitfor.h"

#include <QStringList>

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

namespace {

//! A broker, and who publishes to it: itself, or one of another server.
class World
{
public:
    virtual ~World() = default;
    [[nodiscard]] virtual std::unique_ptr<Broker> make() = 0;
    //! The other server's; null where there is none.
    [[nodiscard]] virtual Broker *other() { return nullptr; }
    //! All topics are where they must be.
    virtual void settle() {}
};

class MemoryWorld final : public World
{
public:
    [[nodiscard]] std::unique_ptr<Broker> make() override { return std::make_unique<MemoryBroker>(); }
};

class RedisWorld final : public World
{
public:
    explicit RedisWorld(bool hasOther)
    {
        m_loop = *Loop::create(m_clock, IoKind::Best);
        const RedisOptions options = *RedisPubSub::optionsFor(m_server.url());
        m_redis = std::make_unique<RedisPubSub>(*m_loop, options);
        m_otherRedis = std::make_unique<RedisPubSub>(*m_loop, options);
        m_redis->start({});
        m_otherRedis->start({});
        if (hasOther)
            m_other = std::make_unique<RedisBroker>(*m_otherRedis, "test:");
    }
    [[nodiscard]] std::unique_ptr<Broker> make() override
    {
        return std::make_unique<RedisBroker>(*m_redis, "test:");
    }
    [[nodiscard]] Broker *other() override { return m_other.get(); }
    void settle() override
    {
        EXPECT_TRUE(waitFor([this] { return m_redis->isSettled() && m_otherRedis->isSettled(); }));
    }

private:
    SystemClock m_clock;
    RedisServer m_server;
    std::unique_ptr<Loop> m_loop;
    std::unique_ptr<RedisPubSub> m_redis;
    std::unique_ptr<RedisPubSub> m_otherRedis;
    std::unique_ptr<RedisBroker> m_other;
};

struct BrokerBackend
{
    std::string name;
    std::function<std::unique_ptr<World>()> make;
};

std::string nameOf(const testing::TestParamInfo<BrokerBackend> &backend)
{
    return backend.param.name;
}

} // namespace

class BrokerContract : public testing::TestWithParam<BrokerBackend>
{
protected:
    void SetUp() override
    {
        m_world = GetParam().make();
        m_broker = m_world->make();
        m_marker = m_broker->subscribe(
            QStringLiteral("marker"), [this](const QString &, const QByteArray &) { ++m_marks; });
    }
    [[nodiscard]] Broker::Handler into(QStringList &log)
    {
        return [&log](const QString &channel, const QByteArray &payload) {
            log += channel + QLatin1Char('=') + QString::fromUtf8(payload);
        };
    }
    [[nodiscard]] Broker &publisher() { return m_world->other() ? *m_world->other() : *m_broker; }
    //! Waits until it has arrived, if it arrives: what one publishes comes in order, so that a marker is
    //! last. A second one is behind what handlers of the first have published.
    void publish(const char *channel, const char *payload)
    {
        m_world->settle();
        publisher().publish(QString::fromUtf8(channel), payload);
        for (int i = 0; i < 2; ++i) {
            const int before = m_marks;
            publisher().publish(QStringLiteral("marker"), {});
            EXPECT_TRUE(waitFor([this, before] { return m_marks > before; }));
        }
    }
    //! But for the marker.
    [[nodiscard]] qsizetype topicCount() const { return m_broker->topicCount() - 1; }

    std::unique_ptr<World> m_world;
    std::unique_ptr<Broker> m_broker;
    Broker::Subscription m_marker;
    int m_marks = 0;
};

TEST_P(BrokerContract, DeliversInOrderToWhoListensAndToNobodyElse)
{
    QStringList one, other, all, rooms;
    const auto a = m_broker->subscribe(QStringLiteral("a"), into(one));
    const auto b = m_broker->subscribe(QStringLiteral("b"), into(other));
    const auto every =
        m_broker->psubscribe(QStringLiteral("*"), [&](const QString &channel, const QByteArray &payload) {
            if (channel != QLatin1String("marker"))
                into(all)(channel, payload);
        });
    const auto room = m_broker->psubscribe(QStringLiteral("broadcast:room:*"), into(rooms));
    publish("a", "1");
    publish("broadcast:room:r1", "2");
    publish("broadcast:user:u1", "3");
    publish("a", "4");
    EXPECT_EQ(one, (QStringList{QStringLiteral("a=1"), QStringLiteral("a=4")}));
    EXPECT_EQ(other, QStringList());
    EXPECT_EQ(rooms, QStringList{QStringLiteral("broadcast:room:r1=2")});
    EXPECT_EQ(all, (QStringList{QStringLiteral("a=1"), QStringLiteral("broadcast:room:r1=2"),
                       QStringLiteral("broadcast:user:u1=3"), QStringLiteral("a=4")}));
}

TEST_P(BrokerContract, AnEndedSubscriptionHearsNothingAndLeavesNothing)
{
    QStringList log;
    auto one = m_broker->subscribe(QStringLiteral("a"), into(log));
    auto same = m_broker->subscribe(QStringLiteral("a"), into(log));
    auto pattern = m_broker->psubscribe(QStringLiteral("a*"), into(log));
    EXPECT_EQ(topicCount(), 2);
    one.reset();
    publish("a", "1");
    EXPECT_EQ(log.size(), 2);
    same.reset();
    pattern.reset();
    publish("a", "2");
    EXPECT_EQ(log.size(), 2);
    EXPECT_EQ(topicCount(), 0);
}

TEST_P(BrokerContract, AHandlerMayEndItselfAndOthersAndBeginAnew)
{
    QStringList log;
    Broker::Subscription first, second, third;
    first = m_broker->subscribe(QStringLiteral("a"), [&](const QString &, const QByteArray &) {
        log += QStringLiteral("first");
        first.reset();
        second.reset();
        third = m_broker->subscribe(QStringLiteral("a"), into(log));
    });
    second = m_broker->subscribe(QStringLiteral("a"), into(log));
    publish("a", "1");
    EXPECT_EQ(log, QStringList{QStringLiteral("first")}) << "neither the ended one nor the new one";
    publish("a", "2");
    EXPECT_EQ(log, (QStringList{QStringLiteral("first"), QStringLiteral("a=2")}));
}

TEST_P(BrokerContract, WhatAHandlerPublishesComesAfterWhatIsBeingDelivered)
{
    QStringList log;
    const auto echo =
        m_broker->subscribe(QStringLiteral("a"), [this](const QString &, const QByteArray &payload) {
            if (payload == "1")
                publisher().publish(QStringLiteral("a"), "2");
        });
    const auto listener = m_broker->subscribe(QStringLiteral("a"), into(log));
    publish("a", "1");
    EXPECT_EQ(log, (QStringList{QStringLiteral("a=1"), QStringLiteral("a=2")}));
}

TEST_P(BrokerContract, ASubscriptionMayOutliveItsBroker)
{
    QStringList log;
    auto subscription = m_broker->subscribe(QStringLiteral("a"), into(log));
    m_broker.reset();
    subscription.reset();
    EXPECT_EQ(log, QStringList());
}

//! Redis' patterns know more than a star.
TEST_P(BrokerContract, ANameMeansItselfInAPattern)
{
    QStringList log;
    std::vector<Broker::Subscription> all;
    for (const char *pattern : {"a?:*", "[ab]:*", "a\\*:*", "a-z^:*"})
        all.push_back(m_broker->psubscribe(QString::fromUtf8(pattern), into(log)));
    for (const char *channel : {"ab:1", "a:2", "a?:3", "[ab]:4", "a\\b:5", "a-z^:6", "b:7"})
        publish(channel, "x");
    EXPECT_EQ(log, (QStringList{QStringLiteral("a?:3=x"), QStringLiteral("[ab]:4=x"),
                       QStringLiteral("a\\b:5=x"), QStringLiteral("a-z^:6=x")}));
}

//! Once, also where one listens by name and by pattern; and bytes as they are.
TEST_P(BrokerContract, EachListenerHearsItOnceAndAsItWas)
{
    QList<QByteArray> log;
    const auto note = [&log](const QString &, const QByteArray &payload) { log += payload; };
    const auto named = m_broker->subscribe(QStringLiteral("a:\u00e9"), note);
    const auto same = m_broker->subscribe(QStringLiteral("a:\u00e9"), note);
    const auto pattern = m_broker->psubscribe(QStringLiteral("a:*"), note);
    const QByteArray bytes("\0\r\n\xff", 4);
    m_world->settle();
    publisher().publish(QStringLiteral("a:\u00e9"), bytes);
    EXPECT_TRUE(waitFor([&log] { return log.size() >= 3; }));
    publish("marker", "");
    EXPECT_EQ(log, (QList<QByteArray>{bytes, bytes, bytes}));
}

INSTANTIATE_TEST_SUITE_P(Backends, BrokerContract,
    testing::Values(BrokerBackend{"Memory", [] { return std::make_unique<MemoryWorld>(); }},
        BrokerBackend{"Redis", [] { return std::make_unique<RedisWorld>(false); }},
        BrokerBackend{"RedisFromAnotherServer", [] { return std::make_unique<RedisWorld>(true); }}),
    nameOf);

TEST(Glob, AStarIsAnyRun)
{
    const struct
    {
        const char *pattern, *name;
        bool fits;
    } cases[] = {
        {"", "", true},
        {"", "a", false},
        {"*", "", true},
        {"*", "abc", true},
        {"a*", "abc", true},
        {"a*", "ba", false},
        {"*c", "abc", true},
        {"*c", "abcd", false},
        {"a*c", "ac", true},
        {"a*b*c", "a-b-b-c", true},
        {"a*b*c", "a-c-b", false},
        {"cpu:*", "cpu:", true},
        {"cpu:*", "cpu", false},
        {"a.c", "abc", false},
        {"[a]", "a", false},
        {"**", "x", true},
    };
    for (const auto &each : cases)
        EXPECT_EQ(globMatches(QString::fromUtf8(each.pattern), QString::fromUtf8(each.name)), each.fits)
            << each.pattern << " against " << each.name;
    // Not exponential: this would not end.
    EXPECT_FALSE(globMatches(QStringLiteral("*a").repeated(60), QString(2'000, u'a') + u'b'));
}

} // namespace hearth::test
