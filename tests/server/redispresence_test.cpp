// Presence by Redis: what becomes of it when nodes die, or Redis is not as one wants it.
#include "tests/server/presencepeople.h"

#include <csignal>

namespace hearth::test {

using namespace hearth::server;
using protocol::Presence;

namespace {

//! Who of them was told of as gone, however shortly: seen after each change.
struct Watch
{
    explicit Watch(Node &node_) : node(node_)
    {
        node.board->onChanged([this](const QString &userId, qint64) {
            if (node.board->others(userId).isEmpty())
                gone += userId;
        });
    }
    Node &node;
    QStringList gone;
};

class RedisPresenceTest : public testing::Test
{
protected:
    PresenceWorld world;
};

} // namespace

//! Not before its beat has stood still for 20 s, and not later than 30 s after it died, whenever that is.
TEST_F(RedisPresenceTest, ADeadNodesPeopleAreGoneWithinThirtySecondsAndNotBeforeTwenty)
{
    for (const int sinceBeat : {0, 1'000, 2'500, 4'000}) {
        PresenceWorld own;
        Node &a = own.add();
        own.step(1'700); // they do not beat together
        Node &b = own.add();
        Node &c = own.add();
        own.begin();
        a.put(anna, onlinePart(), {QStringLiteral("s1")});
        a.put(ben, onlinePart(), {QStringLiteral("s2")});
        c.put(ben, onlinePart(), {QStringLiteral("s3")});
        own.pass(20'000);
        const quint64 beats = a.board->beats();
        while (a.board->beats() == beats)
            own.step(100);
        const qint64 beatAt = own.clock.steady;
        for (int i = 0; i < sinceBeat; i += 500)
            own.step(500);
        const qint64 diedAt = own.clock.steady;
        const QByteArray name = a.board->node();
        own.kill(a);
        while (b.sees(anna) && own.clock.steady < diedAt + 40'000)
            own.step(100);
        EXPECT_GE(own.clock.steady - beatAt, 20'000);
        EXPECT_LE(own.clock.steady - diedAt, 30'000);
        while (c.sees(anna) && own.clock.steady < diedAt + 40'000)
            own.step(100);
        EXPECT_LE(own.clock.steady - diedAt, 30'000);
        own.settle();
        EXPECT_TRUE(b.sees(ben)) << "by the other node";
        // What it left is cleared away, by one of the two each.
        EXPECT_EQ(b.cleared.size() + c.cleared.size(), 2);
        EXPECT_EQ(own.ask({"HEXISTS", "presence:uanna", "node:" + name}), "0");
        EXPECT_EQ(own.ask("HGET presence:uanna status"), "offline");
        EXPECT_EQ(own.ask("HGET presence:uben status"), "online");
        EXPECT_EQ(own.ask("SMEMBERS presence:uben:sockets"), "[s3]");
        EXPECT_EQ(own.ask("ZCARD presence:nodes"), "2");
        EXPECT_EQ(own.ask({"EXISTS", "presence:node:" + name}), "0");
        EXPECT_EQ(b.board->figures().nodes, 1);
    }
}

TEST_F(RedisPresenceTest, TheDeadWereSeenUntilTheirNodesLastBeat)
{
    Node &a = world.add();
    Node &b = world.add();
    world.begin();
    a.put(anna, onlinePart(1'000));
    a.put(ben, {Presence::Invisible, 1'000, 1, 0, 1'000});
    world.pass(10'000);
    const qint64 diedAt = world.clock.wall;
    world.kill(a);
    b.news.clear();
    world.pass(30'000);
    ASSERT_EQ(b.news.size(), 2);
    for (const QList<PresenceWorld::News> &list : {b.news, b.cleared}) {
        ASSERT_EQ(list.size(), 2);
        for (const PresenceWorld::News &each : list) {
            if (each.userId == QLatin1String(ben))
                EXPECT_EQ(each.lastSeen, 1'000) << "who is invisible is not given away";
            else
                EXPECT_NEAR(double(each.lastSeen), double(diedAt), 6'000);
        }
    }
}

TEST_F(RedisPresenceTest, NoTimePassesForTheDeadWhileRedisIsAway)
{
    Node &a = world.add();
    Node &b = world.add();
    Node &c = world.add();
    world.begin();
    a.put(anna, onlinePart());
    c.put(cleo, onlinePart());
    world.settle();
    Watch watch(b);
    world.kill(a);
    world.redis.kill();
    EXPECT_TRUE(waitFor([&] { return !b.redis->isUp() && !c.redis->isUp(); }));
    for (int i = 0; i < 120; ++i)
        world.step(1'000);
    EXPECT_TRUE(b.sees(anna));
    EXPECT_TRUE(b.sees(cleo)) << "the last that was known stays";
    c.put(ben, onlinePart());
    c.board->take(QString::fromLatin1(cleo), 5);
    c.put(cleo, onlinePart(7));
    ASSERT_TRUE(world.redis.start());
    world.begin();
    EXPECT_TRUE(b.sees(ben));
    EXPECT_EQ(b.others(cleo), QList<PresencePart>{onlinePart(7)});
    world.pass(15'000);
    EXPECT_TRUE(b.sees(anna));
    world.pass(10'000);
    EXPECT_FALSE(b.sees(anna));
    EXPECT_EQ(watch.gone, QStringList{QString::fromLatin1(anna)}) << "and nobody who lives";
}

TEST_F(RedisPresenceTest, WhatRedisForgotIsSaidAgainAndNobodyIsOfflineMeanwhile)
{
    const Node &a = world.add();
    Node &b = world.add();
    world.begin();
    for (int i = 0; i < 250; ++i)
        a.put(personOf(i).constData(), onlinePart());
    b.put(ben, onlinePart());
    world.settle();
    Watch watch(b);
    EXPECT_EQ(world.ask("FLUSHALL"), "OK");
    a.board->take(QStringLiteral("u7"), 9); // between the two
    world.pass(6'000);
    EXPECT_EQ(world.number("DBSIZE"), 251 + 3)
        << "people, who has gone among them, and what there is of nodes";
    EXPECT_EQ(watch.gone, QStringList{QStringLiteral("u7")});
    EXPECT_EQ(b.board->figures().people, 249);
    EXPECT_TRUE(a.sees(ben));
    world.pass(60'000);
    EXPECT_EQ(watch.gone.size(), 1);
}

TEST_F(RedisPresenceTest, ARestartOfRedisAndWhatChangedMeanwhileEndInOnePicture)
{
    const Node &a = world.add();
    Node &b = world.add();
    world.begin();
    for (int i = 0; i < 150; ++i)
        a.put(personOf(i).constData(), onlinePart());
    world.settle();
    Watch watch(b);
    world.redis.kill();
    EXPECT_TRUE(waitFor([&] { return !a.redis->isUp() && !b.redis->isUp(); }));
    for (int i = 0; i < 150; i += 2)
        a.board->take(QString::fromLatin1(personOf(i)), 5);
    a.put("u1", onlinePart(99));
    a.put("unew", onlinePart());
    EXPECT_EQ(b.board->figures().people, 150);
    ASSERT_TRUE(world.redis.start());
    world.begin();
    EXPECT_EQ(b.board->figures().people, 76);
    EXPECT_EQ(b.others("u1"), QList<PresencePart>{onlinePart(99)});
    EXPECT_EQ(watch.gone.size(), 75);
    EXPECT_EQ(world.ask("HGET presence:u2 status"), "offline");
}

//! Redis stands still for less than the connections mind, and for longer.
TEST_F(RedisPresenceTest, ARedisThatStandsStillTakesNobodyAway)
{
    const Node &a = world.add();
    Node &b = world.add();
    world.begin();
    a.put(anna, onlinePart());
    b.put(ben, onlinePart());
    world.settle();
    Watch watch(b);
    for (const int seconds : {9, 60}) {
        world.redis.signal(SIGSTOP);
        world.clock.step(seconds * 1'000); // nothing is answered
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
        world.redis.signal(SIGCONT);
        world.begin();
        world.pass(30'000);
        EXPECT_EQ(watch.gone, QStringList());
        EXPECT_TRUE(a.sees(ben));
    }
}

//! The updates of a moment are lost; Redis, and what stands there, is not.
TEST_F(RedisPresenceTest, WhatALostConnectionMissedIsFoundOut)
{
    const Node &a = world.add();
    Node &b = world.add();
    world.begin();
    a.put(anna, onlinePart());
    a.put(ben, onlinePart());
    world.pass(6'000);
    Watch watch(b);
    // The listening ones of both; a says its change while b is deaf.
    EXPECT_EQ(world.ask("CLIENT PAUSE 1 WRITE"), "OK");
    EXPECT_GE(world.number("CLIENT KILL TYPE pubsub"), 2);
    EXPECT_TRUE(waitFor([&] { return !b.redis->isUp() && !a.redis->isUp(); }));
    a.board->take(QString::fromLatin1(anna), 5);
    a.put(cleo, onlinePart());
    world.begin();
    EXPECT_TRUE(b.sees(cleo));
    world.pass(6'000);
    EXPECT_FALSE(b.sees(anna));
    EXPECT_EQ(watch.gone, QStringList{QString::fromLatin1(anna)});
    EXPECT_TRUE(b.sees(ben));
}

//! Who is heard to join while nothing can be asked is read at the next look, and nobody stands still until
//! then.
TEST_F(RedisPresenceTest, ANodeThatJoinsWhileOneCannotAskIsReadLater)
{
    const Node &a = world.add();
    world.begin();
    EXPECT_EQ(world.ask("CONFIG SET requirepass word"), "OK");
    EXPECT_GE(world.number("CLIENT KILL TYPE normal"), 1); // a still listens, and gets no further
    const quint64 dropped = a.redis->figures().dropped;
    EXPECT_TRUE(waitFor([&] {
        world.clock.step(1);
        a.redis->publish("nowhere", "probe");
        return a.redis->figures().dropped > dropped;
    }));
    const quint64 received = a.redis->figures().received;
    EXPECT_EQ(world.ask("PUBLISH presence:nodes abcdefghijklmnopqrst"), "1");
    EXPECT_TRUE(waitFor([&] { return a.redis->figures().received > received; }));
    EXPECT_EQ(world.ask("CONFIG SET requirepass "), "OK");
    world.begin();
    EXPECT_TRUE(a.board->isSaid());
}

TEST_F(RedisPresenceTest, ANodeThatFindsItselfMissingSaysEverythingAgain)
{
    const Node &a = world.add();
    Node &b = world.add();
    world.begin();
    a.put(anna, onlinePart());
    a.put(ben, onlinePart());
    world.settle();
    // As if it had stood still, and another one had begun to clear it away.
    EXPECT_EQ(world.ask({"ZREM", "presence:nodes", a.board->node()}), "1");
    EXPECT_NE(world.ask({"SPOP", "presence:node:" + a.board->node()}), "-");
    EXPECT_EQ(world.ask("DEL presence:uanna presence:uben"), "2");
    world.pass(6'000);
    EXPECT_EQ(world.ask("EXISTS presence:uanna presence:uben"), "2");
    EXPECT_EQ(world.ask({"SCARD", "presence:node:" + a.board->node()}), "2");
    EXPECT_TRUE(b.sees(anna) && b.sees(ben));
    // What it does not know of does not keep it out for ever.
    EXPECT_EQ(world.ask({"SADD", "presence:node:" + a.board->node(), "ustranger"}), "1");
    EXPECT_EQ(world.ask({"ZREM", "presence:nodes", a.board->node()}), "1");
    world.pass(16'000);
    EXPECT_EQ(world.ask({"SCARD", "presence:node:" + a.board->node()}), "2");
    EXPECT_NE(world.ask({"ZSCORE", "presence:nodes", a.board->node()}), "-");
}

TEST_F(RedisPresenceTest, TenThousandPeopleCostAHundredCommandsAServer)
{
    Node &a = world.add();
    world.begin();
    for (int i = 0; i < 10'000; ++i)
        a.put(personOf(i).constData(), onlinePart(), {QStringLiteral("s%1").arg(i)});
    const qint64 before = world.scriptCalls();
    world.settle();
    EXPECT_TRUE(waitFor([&a] { return a.board->isSaid(); }));
    EXPECT_LE(world.scriptCalls() - before, 100);
    EXPECT_EQ(world.ask({"SCARD", "presence:node:" + a.board->node()}), "10000");
    // Read, in pages of about as many.
    Node &b = world.add();
    const qint64 beforeReading = world.scriptCalls();
    world.begin();
    EXPECT_TRUE(waitFor([&b] { return b.board->isRead(); }));
    EXPECT_EQ(b.board->figures().people, 10'000);
    EXPECT_LE(world.scriptCalls() - beforeReading, 120);
    EXPECT_GE(world.scriptCalls() - beforeReading, 60);
    // All of them again.
    Watch watch(b);
    EXPECT_EQ(world.ask("FLUSHALL"), "OK");
    const qint64 beforeAgain = world.scriptCalls();
    world.pass(6'000);
    EXPECT_TRUE(waitFor([&] { return a.board->isSaid() && b.board->isRead(); }));
    EXPECT_EQ(world.ask({"SCARD", "presence:node:" + a.board->node()}), "10000");
    EXPECT_LE(world.scriptCalls() - beforeAgain, 250);
    EXPECT_EQ(watch.gone, QStringList());
    EXPECT_EQ(a.board->figures().dropped + b.board->figures().dropped, 0u);
    // And all of them gone at once.
    world.kill(a);
    world.pass(30'000);
    EXPECT_TRUE(waitFor([&b] { return b.cleared.size() == 10'000; }));
    EXPECT_EQ(b.board->figures().people, 0);
}

TEST_F(RedisPresenceTest, ScriptsThatRedisForgotAreToldAgain)
{
    const Node &a = world.add();
    const Node &b = world.add();
    world.begin();
    EXPECT_EQ(world.ask("SCRIPT FLUSH SYNC"), "OK");
    a.put(anna, onlinePart());
    world.settle();
    world.pass(11'000);
    EXPECT_TRUE(b.sees(anna));
    EXPECT_TRUE(a.board->isSaid());
    EXPECT_GT(a.board->figures().dropped, 0u);
}

//! Nothing runs in circles, and nothing is lost once it may.
TEST(RedisPresenceRights, WhoMayNotWriteTriesWithItsBeats)
{
    PresenceWorld world(
        {}, QStringLiteral("--user anna on >word resetchannels &* resetkeys ~other* +@all").split(u' '));
    const Node &a = world.add({}, QStringLiteral("anna:word"));
    world.begin();
    a.put(anna, onlinePart());
    world.pass(30'000);
    EXPECT_GT(a.board->figures().dropped, 0u);
    EXPECT_LE(a.board->figures().dropped, 30u);
    EXPECT_FALSE(a.board->isSaid());
    EXPECT_EQ(world.ask("ACL SETUSER anna ~*"), "OK");
    world.pass(11'000);
    EXPECT_TRUE(a.board->isSaid());
    EXPECT_EQ(world.ask("HGET presence:uanna status"), "online");
}

} // namespace hearth::test
