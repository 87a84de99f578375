// Redis when it is not as one wants it: away, stalled, behind a password or TLS.
#include "server/auth/selfsigned.h"
#include "server/redis/redispubsub.h"
#include "tests/support/capturedlog.h"
#include "tests/support/redisserver.h"
#include "tests/support/waitfor.h"

#include <QFile>

#include <gmock/gmock.h>

#include <csignal>

namespace hearth::test {

using namespace hearth::server;
using testing::HasSubstr;

class RedisTest : public testing::Test
{
protected:
    void SetUp() override { m_loop = *Loop::create(m_clock, IoKind::Best); }

    [[nodiscard]] std::unique_ptr<RedisPubSub> connect(const QString &url, RedisOptions options = {})
    {
        const auto parsed = RedisPubSub::optionsFor(url);
        EXPECT_TRUE(parsed.isOk());
        options.url = parsed->url;
        options.tls = parsed->tls;
        options.firstRetryMs = options.maxRetryMs = 20;
        auto out = std::make_unique<RedisPubSub>(*m_loop, options);
        m_outcome.reset();
        out->start([this](const Result<Done> &outcome) { m_outcome = outcome; });
        EXPECT_TRUE(waitFor([this] { return m_outcome.has_value(); }));
        return out;
    }
    [[nodiscard]] std::string problem() const
    {
        return m_outcome->isOk() ? "none" : m_outcome->error().message.toStdString();
    }
    void hear(RedisPubSub &redis)
    {
        redis.listen(RedisPubSub::Kind::Channel, "a",
            [this](QByteArrayView, QByteArrayView payload) { m_heard += payload.toByteArray(); });
        EXPECT_TRUE(waitFor([&redis] { return redis.isSettled(); }));
    }

    SystemClock m_clock;
    std::unique_ptr<Loop> m_loop;
    std::optional<Result<Done>> m_outcome;
    QList<QByteArray> m_heard;
};

TEST(RedisUrl, SaysWhereAndHow)
{
    const struct
    {
        const char *text;
        RedisUrl url;
    } cases[] = {
        {"redis://localhost", {false, {}, {}, {{QStringLiteral("localhost"), 6379}}, 0, {}}},
        {"redis://:pass@h:1/2", {false, {}, QStringLiteral("pass"), {{QStringLiteral("h"), 1}}, 2, {}}},
        {"redis://anna:p%40s%2Fs@h",
            {false, QStringLiteral("anna"), QStringLiteral("p@s/s"), {{QStringLiteral("h"), 6379}}, 0, {}}},
        {"redis://anna:p@:s/s@h:1,i,[::1]:3/0",
            {false, QStringLiteral("anna"), QStringLiteral("p@:s/s"),
                {{QStringLiteral("h"), 1}, {QStringLiteral("i"), 6379}, {QStringLiteral("::1"), 3}}, 0, {}}},
        {"rediss://h?ca=/a%20b.pem",
            {true, {}, {}, {{QStringLiteral("h"), 6379}}, 0, QStringLiteral("/a b.pem")}},
    };
    for (const auto &each : cases) {
        const auto parsed = RedisUrl::parse(QString::fromUtf8(each.text));
        ASSERT_TRUE(parsed.isOk()) << each.text;
        EXPECT_EQ(*parsed, each.url) << each.text;
    }
}

TEST(RedisUrl, RefusesWithOneLineAndWithoutThePassword)
{
    for (const char *text :
        {"", "http://h", "redis:h", "redis://", "redis://h,", "redis://h:0", "redis://h:x", "redis://h:65536",
            "redis://[::1", "redis://[::1]x", "redis://h/x", "redis://h/-1", "redis://h?ca=f",
            "rediss://h?x=f", "redis://anna@h", "redis://anna:hidden@h:x", "redis://:hidden@",
            "redis://:hidden", "redis://anna:hidden", "redis://:hidden/0", "redis://h/hidden"}) {
        const auto parsed = RedisUrl::parse(QString::fromUtf8(text));
        ASSERT_FALSE(parsed.isOk()) << text;
        EXPECT_THAT(parsed.error().message.toStdString(), HasSubstr("the address of Redis")) << text;
        EXPECT_THAT(parsed.error().message.toStdString(), testing::Not(HasSubstr("hidden"))) << text;
        EXPECT_FALSE(parsed.error().message.contains(u'\n')) << text;
    }
    const auto noFile = RedisPubSub::optionsFor(QStringLiteral("rediss://h?ca=/nowhere.pem"));
    ASSERT_FALSE(noFile.isOk());
    EXPECT_THAT(noFile.error().message.toStdString(), HasSubstr("/nowhere.pem"));
}

TEST_F(RedisTest, AfterARestartSubscriptionsAreBackAndTheLogSaysSoOnce)
{
    RedisServer server;
    const CapturedLog log("hearth.redis");
    const auto redis = connect(server.url());
    hear(*redis);
    redis->publish("a", "before");
    EXPECT_TRUE(waitFor([this] { return m_heard.size() == 1; }));
    server.kill();
    EXPECT_TRUE(waitFor([&redis] { return !redis->isUp(); }));
    EXPECT_TRUE(waitFor([&redis] { // attempts have failed, and nothing waits any more
        redis->publish("a", "lost");
        return redis->figures().dropped > 0;
    }));
    ASSERT_TRUE(server.start());
    EXPECT_TRUE(waitFor([&redis] { return redis->isSettled(); }));
    redis->publish("a", "after");
    EXPECT_TRUE(waitFor([this] { return m_heard.size() == 2; }));
    EXPECT_EQ(m_heard, (QList<QByteArray>{"before", "after"}));
    EXPECT_EQ(redis->figures().connects, 2u);
    const QString connected = QStringLiteral("connected to Redis at ") + server.host();
    EXPECT_EQ(CapturedLog::lines(),
        (QStringList{connected,
            QStringLiteral("lost Redis at %1: the connection was closed; trying again").arg(server.host()),
            connected}));
}

TEST_F(RedisTest, WhatIsPublishedBeforeItIsThereWaitsInItsOrder)
{
    RedisServer server;
    const auto redis = connect(server.url());
    hear(*redis);
    RedisPubSub late(*m_loop, *RedisPubSub::optionsFor(server.url()));
    late.start([&late](const Result<Done> &) { late.publish("a", "second"); });
    EXPECT_FALSE(late.isUp());
    late.publish("a", "first");
    EXPECT_TRUE(waitFor([this] { return m_heard.size() == 2; }));
    EXPECT_EQ(m_heard, (QList<QByteArray>{"first", "second"}));
    EXPECT_EQ(late.figures().dropped, 0u);
}

//! Until the first attempt has failed: Redis is back before that.
TEST_F(RedisTest, AShortAbsenceLosesNothingThatWasNotSent)
{
    RedisServer server;
    const auto listener = connect(server.url());
    // Long after the listener, who must be there to hear it.
    RedisOptions patient = *RedisPubSub::optionsFor(server.url());
    patient.firstRetryMs = patient.maxRetryMs = 4'000;
    patient.random = [] { return 1.0; };
    RedisPubSub speaker(*m_loop, patient);
    speaker.start({});
    EXPECT_TRUE(waitFor([&speaker] { return speaker.isSettled(); }));
    server.kill();
    EXPECT_TRUE(waitFor([&] { return !speaker.isUp() && !listener->isUp(); }));
    speaker.publish("a", "meanwhile");
    ASSERT_TRUE(server.start());
    hear(*listener);
    EXPECT_TRUE(waitFor([this] { return m_heard == QList<QByteArray>{"meanwhile"}; }));
    EXPECT_EQ(speaker.figures().dropped, 0u);
}

//! Whoever has to ask Redis what he missed learns of it by either connection.
TEST_F(RedisTest, WatchersAreToldOfEachLossAndEachReturn)
{
    RedisServer server;
    const auto redis = connect(server.url());
    hear(*redis);
    QByteArray seen;
    const auto watch = redis->watch([&](bool isThere) {
        EXPECT_TRUE(!isThere || redis->isSettled());
        seen += isThere ? '+' : '-';
    });
    EXPECT_EQ(seen, "+") << "at once, where it is there";
    int others = 0;
    redis->watch([&others](bool) { ++others; }).reset(); // and hears no more
    redis->listen(RedisPubSub::Kind::Channel, "b", [](QByteArrayView, QByteArrayView) {});
    QByteArray late;
    const auto second = redis->watch([&late](bool isThere) { late += isThere ? '+' : '-'; });
    EXPECT_EQ(late, "") << "its topic is not confirmed";
    EXPECT_TRUE(waitFor([&] { return redis->isSettled(); }));
    EXPECT_EQ(late, "+");
    EXPECT_EQ(seen, "+") << "a new topic is no return";
    for (const char *kind : {"pubsub", "normal"}) {
        const QByteArray before = seen;
        EXPECT_TRUE(redis->ask(commandOfAll({"CLIENT", "KILL", "TYPE", kind, "SKIPME", "no"}), {}));
        EXPECT_TRUE(waitFor([&] { return seen == before + "-+"; })) << kind;
    }
    server.kill();
    EXPECT_TRUE(waitFor([&] { return seen.endsWith('-'); }));
    EXPECT_EQ(others, 1);
}

TEST_F(RedisTest, AnyCommandIsAnsweredOnceOrWithNothing)
{
    RedisServer server;
    const auto redis = connect(server.url());
    QList<QByteArray> answers;
    const auto note = [&answers](const redisReply *reply) {
        answers += reply ? textOf(*reply).toByteArray() : QByteArray("lost");
    };
    EXPECT_TRUE(redis->ask(commandOf({"ECHO", "one"}), note));
    EXPECT_TRUE(redis->ask(commandOfAll({"NOTHING"}), note));
    EXPECT_EQ(redis->figures().awaited, 2u);
    EXPECT_TRUE(waitFor([&] { return answers.size() == 2; }));
    EXPECT_EQ(redis->figures().awaited, 0u);
    EXPECT_THAT(answers.at(1).toStdString(), HasSubstr("ERR unknown command"));
    server.signal(SIGSTOP);
    EXPECT_TRUE(redis->ask(commandOf({"ECHO", "two"}), note));
    server.kill();
    EXPECT_TRUE(waitFor([&] { return answers.size() == 3; }));
    EXPECT_EQ(answers.at(2), "lost");
}

TEST_F(RedisTest, TopicsAreToldWhateverThereIsOfThem)
{
    RedisServer server;
    RedisOptions options;
    options.queueBytes = 1'000;
    const auto redis = connect(server.url(), options);
    const auto nameOf = [](int i) { return "topic" + QByteArray::number(i); };
    for (int i = 0; i < 500; ++i)
        redis->listen(RedisPubSub::Kind::Channel, nameOf(i), [](QByteArrayView, QByteArrayView) {});
    EXPECT_FALSE(redis->hears(RedisPubSub::Kind::Channel, nameOf(0))) << "before Redis has said so";
    EXPECT_TRUE(waitFor([&redis] { return redis->isSettled(); }));
    for (int i = 0; i < 500; ++i)
        EXPECT_TRUE(redis->hears(RedisPubSub::Kind::Channel, nameOf(i))) << i;
    server.kill();
    EXPECT_TRUE(waitFor([&redis] { return !redis->isUp(); }));
    EXPECT_FALSE(redis->hears(RedisPubSub::Kind::Channel, nameOf(0)));
}

TEST_F(RedisTest, WhatKeepsItOutIsOneLine)
{
    RedisServer locked({QStringLiteral("--requirepass"), QStringLiteral("right")});
    const QString at = locked.host();
    RedisServer gone;
    gone.kill();
    const struct
    {
        QString url;
        const char *says;
    } cases[] = {
        {QStringLiteral("redis://") + at, "NOAUTH"},
        {QStringLiteral("redis://:wrong@") + at, "WRONGPASS"},
        {QStringLiteral("redis://anna:right@") + at, "WRONGPASS"},
        {QStringLiteral("redis://:right@%1/99").arg(at), "out of range"},
        {QStringLiteral("rediss://:right@") + at, "TLS"},
        {QStringLiteral("redis://:right@") + at, "none"},
        {QStringLiteral("redis://:right@%1/3").arg(at), "none"},
        {QStringLiteral("redis://default:right@") + at, "none"},
        {gone.url(), "Connection refused"},
        // Where nobody answers for names, it is no answer in time.
        {QStringLiteral("redis://no.such.host.invalid"), "no Redis at no.such.host.invalid:6379: no "},
    };
    for (const auto &each : cases) {
        const CapturedLog log("hearth.redis");
        const auto redis = connect(each.url);
        EXPECT_THAT(problem(), HasSubstr(each.says)) << qPrintable(each.url);
        EXPECT_FALSE(m_outcome->isOk() ? false : m_outcome->error().message.contains(u'\n'));
        EXPECT_THAT(problem(), testing::Not(HasSubstr("right@")));
    }
}

//! The first one that is a master and lets us in.
TEST_F(RedisTest, HostsAreTriedInTurn)
{
    RedisServer master;
    const QStringList replicaOf{
        QStringLiteral("--replicaof"), QStringLiteral("127.0.0.1"), QString::number(master.port())};
    RedisServer replica(replicaOf);
    RedisServer gone;
    gone.kill();
    const auto redis =
        connect(QStringLiteral("redis://%1,%2,%3").arg(gone.host(), replica.host(), master.host()));
    EXPECT_EQ(problem(), "none");
    const auto none = connect(QStringLiteral("redis://") + replica.host());
    EXPECT_THAT(problem(), HasSubstr("this is a replica"));
}

TEST_F(RedisTest, AnAclUserMayPublishAndListenAndNoMore)
{
    RedisServer server(
        QStringLiteral("--user anna on >word resetchannels &a* +@pubsub +ping +select").split(u' '));
    const auto redis = connect(QStringLiteral("redis://anna:word@") + server.host());
    ASSERT_EQ(problem(), "none");
    hear(*redis);
    redis->publish("a", "1");
    EXPECT_TRUE(waitFor([this] { return m_heard.size() == 1; }));
    const CapturedLog log("hearth.redis");
    redis->listen(RedisPubSub::Kind::Channel, "b", [](QByteArrayView, QByteArrayView) {});
    EXPECT_TRUE(waitFor([] { return !CapturedLog::lines().isEmpty(); }));
    EXPECT_THAT(
        CapturedLog::lines().join(u'\n').toStdString(), HasSubstr("Redis lets us not listen to b: NOPERM"));
    EXPECT_FALSE(redis->hears(RedisPubSub::Kind::Channel, "b"));
}

//! Each is counted, and the log has one line of each kind.
TEST_F(RedisTest, WhatRedisRefusesIsCountedAndSaidOnce)
{
    RedisServer server(
        QStringLiteral("--user anna on >word resetchannels &a +subscribe +ping +select").split(u' '));
    const auto redis = connect(QStringLiteral("redis://anna:word@") + server.host());
    ASSERT_EQ(problem(), "none");
    const CapturedLog log("hearth.redis");
    for (int i = 0; i < 3; ++i)
        redis->publish("a", "1");
    for (const char *topic : {"b\n", "c"})
        redis->listen(RedisPubSub::Kind::Channel, topic, [](QByteArrayView, QByteArrayView) {});
    EXPECT_TRUE(waitFor([&redis] { return redis->figures().refused == 5; }));
    ASSERT_EQ(CapturedLog::lines().size(), 2) << CapturedLog::lines().join(u'\n').toStdString();
    const std::string said = CapturedLog::lines().join(u'|').toStdString();
    EXPECT_THAT(said, HasSubstr("Redis lets us not publish: NOPERM"));
    EXPECT_THAT(said, HasSubstr("Redis lets us not listen to b%0A: NOPERM"));
}

//! Its process stands still: nothing here waits, what it cannot take is dropped and counted, and it is left
//! for another attempt after a time.
TEST_F(RedisTest, AStalledRedisCostsABoundedBuffer)
{
    RedisServer server;
    RedisOptions options;
    options.queueBytes = 256 * 1024;
    options.heartbeatMs = options.silenceMs = 500;
    options.connectMs = 300;
    RedisServer lively;
    const auto other = connect(lively.url());
    QList<QByteArray> passed;
    other->listen(RedisPubSub::Kind::Channel, "a",
        [&passed](QByteArrayView, QByteArrayView payload) { passed += payload.toByteArray(); });
    EXPECT_TRUE(waitFor([&other] { return other->isSettled(); }));
    const auto redis = connect(server.url(), options);
    hear(*redis);
    server.signal(SIGSTOP);
    const QByteArray payload(16 * 1024, 'x');
    EXPECT_TRUE(waitFor([&] {
        for (int i = 0; i < 50; ++i)
            redis->publish("b", payload);
        EXPECT_LE(redis->figures().queuedBytes, options.queueBytes);
        return redis->figures().dropped >= 100;
    }));
    EXPECT_TRUE(redis->isUp());
    other->publish("a", "past it");
    EXPECT_TRUE(waitFor([&passed] { return passed == QList<QByteArray>{"past it"}; }));
    EXPECT_TRUE(waitFor([&redis] { return !redis->isUp(); })) << "no heartbeat, no connection";
    EXPECT_GT(redis->figures().lost, 0u);
    server.signal(SIGCONT);
    EXPECT_TRUE(waitFor([&redis] { return redis->isSettled(); }));
    redis->publish("a", "back");
    EXPECT_TRUE(waitFor([this] { return m_heard.contains("back"); }));
}

TEST_F(RedisTest, TlsBelievesOnlyWhomItShould)
{
    const QTemporaryDir folder;
    const HostNames names{QStringLiteral("redis"), {}, {QStringLiteral("127.0.0.1")}};
    const auto own = makeSelfSigned(names);
    const auto stranger = makeSelfSigned(names);
    const auto elsewhere = makeSelfSigned({QStringLiteral("redis"), {QStringLiteral("elsewhere")}, {}});
    ASSERT_TRUE(own && stranger && elsewhere);
    const auto write = [&folder](const char *name, const QByteArray &text) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        return file.fileName();
    };
    const QString ownFile = write("own.pem", own->certificate);
    const QString elsewhereFile = write("elsewhere.pem", elsewhere->certificate);
    const auto serverOf = [](const QString &certificate, const QString &key) {
        return std::make_unique<RedisServer>(
            QStringList{QStringLiteral("--tls-cert-file"), certificate, QStringLiteral("--tls-key-file"), key,
                QStringLiteral("--tls-auth-clients"), QStringLiteral("no")},
            true);
    };
    const auto server = serverOf(ownFile, write("key.pem", own->key));
    const auto other = serverOf(elsewhereFile, write("elsewhere.key", elsewhere->key));
    const auto at = [](const RedisServer &redis, const QString &ca) {
        return QStringLiteral("rediss://%1?ca=%2").arg(redis.host(), ca);
    };
    const auto redis = connect(at(*server, ownFile));
    ASSERT_EQ(problem(), "none");
    hear(*redis);
    redis->publish("a", QByteArray(1'000'000, 'x'));
    EXPECT_TRUE(waitFor([this] { return m_heard == QList<QByteArray>{QByteArray(1'000'000, 'x')}; }));
    for (const QString &url : {at(*server, write("stranger.pem", stranger->certificate)),
             at(*other, elsewhereFile), // another name than it is asked by
             QStringLiteral("rediss://") + server->host()}) {
        const auto none = connect(url);
        EXPECT_THAT(problem(), HasSubstr("no TLS connection")) << qPrintable(url);
    }
}

} // namespace hearth::test
