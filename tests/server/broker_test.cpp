// What every broker guarantees, run on each backend.
#include "server/broker/memorybroker.h"
#include "shared/base/glob.h"

#include <QStringList>

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

namespace {

struct BrokerBackend
{
    std::string name;
    std::function<std::unique_ptr<Broker>()> make;
};

std::string nameOf(const testing::TestParamInfo<BrokerBackend> &backend)
{
    return backend.param.name;
}

} // namespace

class BrokerContract : public testing::TestWithParam<BrokerBackend>
{
protected:
    void SetUp() override { m_broker = GetParam().make(); }
    [[nodiscard]] Broker::Handler into(QStringList &log)
    {
        return [&log](const QString &channel, const QByteArray &payload) {
            log += channel + QLatin1Char('=') + QString::fromUtf8(payload);
        };
    }
    void publish(const char *channel, const char *payload)
    {
        m_broker->publish(QString::fromUtf8(channel), payload);
    }

    std::unique_ptr<Broker> m_broker;
};

TEST_P(BrokerContract, DeliversInOrderToWhoListensAndToNobodyElse)
{
    QStringList one, other, all, rooms;
    const auto a = m_broker->subscribe(QStringLiteral("a"), into(one));
    const auto b = m_broker->subscribe(QStringLiteral("b"), into(other));
    const auto every = m_broker->psubscribe(QStringLiteral("*"), into(all));
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
    EXPECT_EQ(m_broker->topicCount(), 2);
    one.reset();
    publish("a", "1");
    EXPECT_EQ(log.size(), 2);
    same.reset();
    pattern.reset();
    publish("a", "2");
    EXPECT_EQ(log.size(), 2);
    EXPECT_EQ(m_broker->topicCount(), 0);
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
                publish("a", "2");
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

INSTANTIATE_TEST_SUITE_P(Backends, BrokerContract,
    testing::Values(BrokerBackend{"Memory", [] { return std::make_unique<MemoryBroker>(); }}), nameOf);

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
