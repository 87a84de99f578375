// Presence by Redis: what stands there for services of others, and what others' hands put there.
#include "tests/server/presencepeople.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace hearth::test {

using namespace hearth::server;
using protocol::Presence;

namespace {

class PresenceKeysTest : public testing::Test
{
protected:
    PresenceWorld world;
};

} // namespace

TEST_F(PresenceKeysTest, WhatStandsInRedisIsAsServicesOfOthersReadIt)
{
    const Node &a = world.add();
    const Node &b = world.add();
    world.begin();
    a.put(anna, {Presence::Busy, 5, 2, 0, 1'700'000'000'123}, {QStringLiteral("s1"), QStringLiteral("s2")});
    world.settle();
    b.put(anna, {Presence::Busy, 5, 1, 0, 1'600'000'000'000}, {QStringLiteral("s3")});
    world.settle();
    EXPECT_EQ(world.statusOf(anna), "busy");
    EXPECT_EQ(world.ask("HGET presence:uanna lastSeen"), "1700000000123");
    EXPECT_EQ(world.ask("SCARD presence:uanna:sockets"), "3");
    EXPECT_EQ(world.ask("SMISMEMBER presence:uanna:sockets s1 s2 s3"), "[1 1 1]");
    for (const char *key : {"TTL presence:uanna", "TTL presence:uanna:sockets", "TTL presence:nodes"}) {
        EXPECT_GT(world.number(key), 290) << key;
        EXPECT_LE(world.number(key), 300) << key;
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
    EXPECT_GT(world.number("TTL presence:uanna"), 290);
}

TEST_F(PresenceKeysTest, AStatusInRedisIsWhatAllNodesMakeOfThePerson)
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
            EXPECT_EQ(world.statusOf(anna), each.status) << (&each - cases);
        }
    }
}

TEST_F(PresenceKeysTest, AChangeIsPublishedAsTheSeedHasIt)
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

TEST_F(PresenceKeysTest, AllNamesHaveTheOperatorsPrefix)
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

TEST_F(PresenceKeysTest, WhatIsThereIsRefreshedLongBeforeItExpires)
{
    const Node &a = world.add();
    world.begin();
    a.put(anna, onlinePart(), {QStringLiteral("s1")});
    world.settle();
    for (const char *key : {"EXPIRE presence:uanna 60", "EXPIRE presence:uanna:sockets 60"})
        EXPECT_EQ(world.ask(key), "1");
    world.pass(95'000);
    EXPECT_LE(world.number("TTL presence:uanna"), 60);
    EXPECT_EQ(world.ask("DEL presence:uanna:sockets"), "1"); // somebody takes something away
    world.pass(15'000);
    EXPECT_GT(world.number("TTL presence:uanna"), 290);
    EXPECT_GT(world.number("TTL presence:uanna:sockets"), 290);
}

TEST_F(PresenceKeysTest, WhatIsMalformedIsCountedAndChangesNothing)
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
TEST_F(PresenceKeysTest, WhatIsMalformedInRedisIsCountedAndStandsInNobodysWay)
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
        EXPECT_EQ(world.statusOf(user), "online") << user;
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

TEST_F(PresenceKeysTest, WhatOthersSayHasABound)
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

} // namespace hearth::test
