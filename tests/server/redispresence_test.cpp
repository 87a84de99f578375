// Presence by Redis: what stands there, and what becomes of it when nodes die or Redis is not as one wants
// it.
#include "tests/server/presenceworld.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <gmock/gmock.h>

#include <csignal>

namespace hearth::test {

using namespace hearth::server;
using protocol::Presence;
using testing::HasSubstr;

namespace {

using Node = PresenceWorld::Node;

constexpr auto anna = "uanna";
constexpr auto ben = "uben";
constexpr auto cleo = "ucleo";

QByteArray personOf(int i)
{
    return "u" + QByteArray::number(i);
}

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
    //! The names of fields of nodes, and the rest with their values.
    [[nodiscard]] QByteArray statusOf(const char *user)
    {
        return world.ask({"HGET", world.prefix + "presence:" + user, "status"});
    }
    [[nodiscard]] qint64 number(const char *command) { return world.ask(command).toLongLong(); }
    //! Of EVALSHA since the server's start.
    [[nodiscard]] qint64 scriptCalls()
    {
        const QByteArray info = world.ask("INFO commandstats");
        const qsizetype at = info.indexOf("cmdstat_evalsha:calls=");
        return at < 0 ? 0 : info.mid(at + 22, 12).split(',').first().toLongLong();
    }

    PresenceWorld world;
};

} // namespace

TEST_F(RedisPresenceTest, WhatStandsInRedisIsAsServicesOfOthersReadIt)
{
    const Node &a = world.add();
    const Node &b = world.add();
    world.begin();
    a.put(anna, {Presence::Busy, 5, 2, 0, 1'700'000'000'123}, {QStringLiteral("s1"), QStringLiteral("s2")});
    world.settle();
    b.put(anna, {Presence::Busy, 5, 1, 0, 1'600'000'000'000}, {QStringLiteral("s3")});
    world.settle();
    EXPECT_EQ(statusOf(anna), "busy");
    EXPECT_EQ(world.ask("HGET presence:uanna lastSeen"), "1700000000123");
    EXPECT_EQ(world.ask("SCARD presence:uanna:sockets"), "3");
    EXPECT_EQ(world.ask("SMISMEMBER presence:uanna:sockets s1 s2 s3"), "[1 1 1]");
    for (const char *key : {"TTL presence:uanna", "TTL presence:uanna:sockets", "TTL presence:nodes"}) {
        EXPECT_GT(number(key), 290) << key;
        EXPECT_LE(number(key), 300) << key;
    }
    const QByteArray part = world.ask({"HGET", "presence:uanna", "node:" + b.board->node()});
    EXPECT_EQ(QJsonDocument::fromJson(part)["sockets"][0].toString(), QStringLiteral("s3"));
    b.put(anna, {Presence::Busy, 5, 1, 0, 1'600'000'000'000}, {QStringLiteral("s4")});
    world.settle();
    EXPECT_EQ(world.ask("SMISMEMBER presence:uanna:sockets s1 s2 s3 s4"), "[1 1 0 1]");
    a.board->take(QString::fromLatin1(anna), 1'700'000'000'456);
    b.board->take(QString::fromLatin1(anna), 1'700'000'000'400);
    world.settle();
    EXPECT_EQ(world.ask("HMGET presence:uanna status lastSeen"), "[offline 1700000000456]");
    EXPECT_EQ(world.ask("HLEN presence:uanna"), "2");
    EXPECT_EQ(world.ask("EXISTS presence:uanna:sockets"), "0");
    EXPECT_GT(number("TTL presence:uanna"), 290);
}

TEST_F(RedisPresenceTest, AStatusInRedisIsWhatAllNodesMakeOfThePerson)
{
    const Node &a = world.add();
    const Node &b = world.add();
    world.begin();
    const PresencePart idle{Presence::Online, 10, 1, 1, 1};
    const PresencePart online{Presence::Online, 10, 1, 0, 1};
    const PresencePart waiting{Presence::Online, 10, 0, 0, 1};
    const PresencePart busy{Presence::Busy, 20, 1, 1, 1};
    const PresencePart sameBusy{Presence::Busy, 10, 1, 1, 1};
    const PresencePart invisible{Presence::Invisible, 30, 1, 0, 1};
    const struct
    {
        PresencePart here, there;
        const char *status;
    } cases[] = {
        {online, online, "online"},
        {online, idle, "online"},
        {idle, idle, "away"},
        {idle, waiting, "away"},
        {waiting, waiting, "online"},
        {idle, busy, "busy"},
        {online, sameBusy, "busy"},
        {invisible, busy, "offline"},
        {{Presence::Away, 40, 1, 0, 1}, invisible, "away"},
    };
    for (const auto &each : cases) {
        for (const bool isTurned : {false, true}) {
            a.put(anna, isTurned ? each.there : each.here);
            b.put(anna, isTurned ? each.here : each.there);
            world.settle();
            EXPECT_EQ(statusOf(anna), each.status) << (&each - cases);
        }
    }
}

TEST_F(RedisPresenceTest, AChangeIsPublishedAsTheSeedHasIt)
{
    const Node &a = world.add();
    QList<QByteArray> heard;
    RedisPubSub &listener = *world.add().redis;
    listener.listen(RedisPubSub::Kind::Pattern, "presence:update*",
        [&heard](QByteArrayView, QByteArrayView payload) { heard += payload.toByteArray(); });
    world.begin();
    a.put(anna, onlinePart(1'709'210'096'007), {QStringLiteral("s1")});
    world.settle();
    a.board->take(QString::fromLatin1(anna), 1'735'689'599'999);
    world.settle();
    const struct
    {
        const char *status, *lastSeen;
    } said[] = {{"online", "2024-02-29T12:34:56.007Z"}, {"offline", "2024-12-31T23:59:59.999Z"}};
    ASSERT_EQ(heard.size(), 2);
    for (int i = 0; i < 2; ++i) {
        const QJsonObject json = QJsonDocument::fromJson(heard[i]).object();
        EXPECT_EQ(json[QStringLiteral("userId")].toString().toStdString(), anna);
        EXPECT_EQ(json[QStringLiteral("status")].toString().toStdString(), said[i].status);
        EXPECT_EQ(json[QStringLiteral("lastSeen")].toString().toStdString(), said[i].lastSeen);
        EXPECT_EQ(json[QStringLiteral("node")].toString().toLatin1(), a.board->node());
    }
}

TEST_F(RedisPresenceTest, AllNamesHaveTheOperatorsPrefix)
{
    PresenceWorld other("mine:");
    const Node &a = other.add();
    const Node &b = other.add();
    other.begin();
    a.put(anna, onlinePart(), {QStringLiteral("s1")});
    other.settle();
    EXPECT_TRUE(b.sees(anna));
    EXPECT_EQ(other.ask("EXISTS mine:presence:uanna mine:presence:uanna:sockets mine:presence:nodes"), "3");
    const QByteArray names = other.ask("KEYS *");
    EXPECT_EQ(names.count("mine:"), names.count(' ') + 1) << names.constData();
}

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
    EXPECT_EQ(number("DBSIZE"), 251 + 3) << "people, who has gone among them, and what there is of nodes";
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
    EXPECT_GE(number("CLIENT KILL TYPE pubsub"), 2);
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

TEST_F(RedisPresenceTest, WhatIsThereIsRefreshedLongBeforeItExpires)
{
    const Node &a = world.add();
    world.begin();
    a.put(anna, onlinePart(), {QStringLiteral("s1")});
    world.settle();
    for (const char *key : {"EXPIRE presence:uanna 60", "EXPIRE presence:uanna:sockets 60"})
        EXPECT_EQ(world.ask(key), "1");
    world.pass(95'000);
    EXPECT_LE(number("TTL presence:uanna"), 60);
    EXPECT_EQ(world.ask("DEL presence:uanna:sockets"), "1"); // somebody takes something away
    world.pass(15'000);
    EXPECT_GT(number("TTL presence:uanna"), 290);
    EXPECT_GT(number("TTL presence:uanna:sockets"), 290);
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
    const qint64 before = scriptCalls();
    world.settle();
    EXPECT_TRUE(waitFor([&a] { return a.board->isSaid(); }));
    EXPECT_LE(scriptCalls() - before, 100);
    EXPECT_EQ(world.ask({"SCARD", "presence:node:" + a.board->node()}), "10000");
    // Read, in pages of about as many.
    Node &b = world.add();
    const qint64 beforeReading = scriptCalls();
    world.begin();
    EXPECT_TRUE(waitFor([&b] { return b.board->isRead(); }));
    EXPECT_EQ(b.board->figures().people, 10'000);
    EXPECT_LE(scriptCalls() - beforeReading, 120);
    EXPECT_GE(scriptCalls() - beforeReading, 60);
    // All of them again.
    Watch watch(b);
    EXPECT_EQ(world.ask("FLUSHALL"), "OK");
    const qint64 beforeAgain = scriptCalls();
    world.pass(6'000);
    EXPECT_TRUE(waitFor([&] { return a.board->isSaid() && b.board->isRead(); }));
    EXPECT_EQ(world.ask({"SCARD", "presence:node:" + a.board->node()}), "10000");
    EXPECT_LE(scriptCalls() - beforeAgain, 250);
    EXPECT_EQ(watch.gone, QStringList());
    EXPECT_EQ(a.board->figures().dropped + b.board->figures().dropped, 0u);
    // And all of them gone at once.
    world.kill(a);
    world.pass(30'000);
    EXPECT_TRUE(waitFor([&b] { return b.cleared.size() == 10'000; }));
    EXPECT_EQ(b.board->figures().people, 0);
}

TEST_F(RedisPresenceTest, WhatIsMalformedIsCountedAndChangesNothing)
{
    Node &a = world.add();
    world.begin();
    a.put(anna, onlinePart());
    world.settle();
    const QByteArray good =
        R"({"userId":"ux","status":"online","lastSeen":"2024-01-01T00:00:00.000Z","node":"peer","rev":3,"part":)"
        R"({"rev":3,"chosen":"online","chosenAt":1,"devices":1,"idle":0,"lastSeen":1,"sockets":[]}})";
    const auto with = [&good](const char *from, const char *to) {
        EXPECT_TRUE(good.contains(from)) << from;
        return QByteArray(good).replace(from, to);
    };
    const QByteArray bad[] = {
        "",
        "x",
        "null",
        "[]",
        "7",
        good + "x",
        with("\"ux\"", "7"),
        with("\"ux\"", "\"\""),
        with("\"ux\"", "\"a b\""),
        with("\"ux\"", "\"a:b\""),
        with("\"peer\"", "null"),
        with("\"peer\"", "\"\\u0000\""),
        with("\"rev\":3,\"part\"", "\"rev\":4,\"part\""),
        with("\"rev\":3,\"part\"", "\"rev\":-1,\"part\""),
        with("2024-01-01", "yesterday"),
        with("chosen\":\"online", "chosen\":\"offline"),
        with("chosen\":\"online", "chosen\":\"there"),
        with("\"chosenAt\":1", "\"chosenAt\":-1"),
        with("\"chosenAt\":1", "\"chosenAt\":1e300"),
        with("\"chosenAt\":1", "\"chosenAt\":1.5"),
        with("\"idle\":0", "\"idle\":2"),
        with("\"devices\":1", "\"devices\":\"1\""),
        with("\"sockets\":[]", "\"sockets\":{}"),
        with("\"sockets\":[]", "\"sockets\":[7]"),
        with("\"lastSeen\":1,", ""),
        with("\"part\":", "\"part\":[],\"x\":"),
        with("\"part\":", "\"x\":"),
        QByteArray(5'000, '[') + QByteArray(5'000, ']'),
    };
    quint64 count = a.board->figures().malformed;
    for (const QByteArray &each : bad) {
        EXPECT_EQ(world.ask({"PUBLISH", "presence:updates", each}), "1");
        world.settle();
        EXPECT_EQ(a.board->figures().malformed, ++count) << each.left(300).constData();
        EXPECT_FALSE(a.sees("ux")) << each.left(300).constData();
    }
    for (const QByteArray &each :
        {QByteArray(), QByteArray("a b"), QByteArray(65, 'x'), QByteArray("\0", 1)}) {
        EXPECT_EQ(world.ask({"PUBLISH", "presence:nodes", each}), "1");
        world.settle();
        EXPECT_EQ(a.board->figures().malformed, ++count) << each.constData();
    }
    // The seed's own services say less, and more may be said some day.
    for (const QByteArray &each :
        {QByteArray(R"({"userId":"ux","status":"online","lastSeen":"2024-01-01T00:00:00.000Z"})"),
            with("\"status\"", "\"new\":[1],\"status\"")})
        EXPECT_EQ(world.ask({"PUBLISH", "presence:updates", each}), "1");
    world.settle();
    EXPECT_EQ(a.board->figures().malformed, count);
    EXPECT_TRUE(a.sees("ux"));
    EXPECT_EQ(a.news.last().userId, QStringLiteral("ux"));
}

//! Of a hand that writes into Redis what it likes.
TEST_F(RedisPresenceTest, WhatIsMalformedInRedisIsCountedAndStandsInNobodysWay)
{
    const QByteArray part =
        R"({"rev":3,"chosen":"online","chosenAt":1,"devices":1,"idle":0,"lastSeen":1,"sockets":[]})";
    const QByteArray keys[][2] = {{"ugood", part}, {"ubad", "{"}, {"uempty", "{}"},
        {"udeep", QByteArray(3'000, '[')}, {"u bad name", part},
        {"usockets", QByteArray(part).replace("[]", "[{}]")}};
    for (const auto &[user, json] : keys) {
        EXPECT_EQ(world.ask({"HSET", "presence:" + user, "node:peer", json}), "1");
        EXPECT_EQ(world.ask({"SADD", "presence:node:peer", user}), "1");
    }
    EXPECT_EQ(world.ask({"SADD", "presence:node:peer", "unone", "utext"}), "2");
    EXPECT_EQ(world.ask({"SET", "presence:utext", "x"}), "OK");
    EXPECT_EQ(world.ask("ZADD presence:nodes 5 peer 6 bad:name 7 wrong"), "3");
    EXPECT_EQ(world.ask("SET presence:node:wrong x"), "OK");
    // And in the place of what is a's.
    EXPECT_EQ(world.ask("SET presence:uanna x"), "OK");
    EXPECT_EQ(world.ask("SET presence:uben:sockets x"), "OK");
    EXPECT_EQ(world.ask("HSET presence:ucleo lastSeen inf node:peer {} status 7"), "3");
    const Node &a = world.add();
    a.put(anna, onlinePart(), {QStringLiteral("s1")});
    a.put(ben, onlinePart(), {QStringLiteral("s2")});
    a.put(cleo, onlinePart(), {QStringLiteral("s3")});
    world.begin();
    EXPECT_TRUE(a.board->isSaid());
    EXPECT_TRUE(a.sees("ugood"));
    EXPECT_EQ(a.board->figures().people, 1);
    EXPECT_EQ(a.board->figures().malformed, 6u);
    for (const char *user : {anna, ben, cleo}) {
        EXPECT_EQ(statusOf(user), "online") << user;
        EXPECT_EQ(world.ask({"SCARD", QByteArray("presence:") + user + ":sockets"}), "1") << user;
    }
    EXPECT_EQ(world.ask("HGET presence:ucleo lastSeen"), "1000");
    world.pass(30'000); // neither peer beats
    EXPECT_FALSE(a.sees("ugood"));
    EXPECT_EQ(a.cleared.size(), 2) << "and the one with no proper name";
    EXPECT_EQ(world.ask("SET presence:nodes x"), "OK");
    const Node &b = world.add();
    world.begin();
    world.pass(10'000);
    EXPECT_TRUE(b.sees(anna));
}

TEST_F(RedisPresenceTest, WhatOthersSayHasABound)
{
    RedisPresence::Options options;
    options.maxParts = 3;
    options.maxNodes = 2;
    const Node &a = world.add();
    const Node &b = world.add(options);
    world.begin();
    for (int i = 0; i < 10; ++i)
        a.put(personOf(i).constData(), onlinePart());
    world.settle();
    EXPECT_EQ(b.board->figures().people, 3);
    EXPECT_EQ(b.board->figures().dropped, 7u);
    a.board->take(QStringLiteral("u0"), 5);
    a.put("u11", onlinePart());
    world.settle();
    EXPECT_TRUE(b.sees("u11"));
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(world.ask({"PUBLISH", "presence:nodes", "node" + QByteArray::number(i)}), "2");
    world.settle();
    EXPECT_EQ(b.board->figures().nodes, 2);
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
