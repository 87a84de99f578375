#include "server/features/roomfeed.h"
#include "server/hub/hub.h"
#include "server/metrics/metrics.h"
#include "server/net/router.h"
#include "server/storage/storage.h"
#include "tests/server/sqlitefile.h"
#include "tests/support/waitfor.h"

namespace hearth::test {

using namespace hearth::server;

namespace {

const QString hall = QStringLiteral("r1");

//! A client's end of its session: keeps the names of the events that it is told.
class Ear final : public Transport
{
public:
    void send(const Frame &frame) override
    {
        const QByteArray text = payloadOf(frame).toByteArray();
        if (text.startsWith("42"))
            told += text.split('"').value(1) + ' ';
    }
    void close(CloseCode) override {}
    [[nodiscard]] const char *name() const override { return "websocket"; }
    [[nodiscard]] bool isWritable() const override { return true; }
    [[nodiscard]] qint64 queuedBytes() const override { return 0; }
    [[nodiscard]] PeerAddress peer() const override { return {}; }
    void say(QByteArrayView packet) { handler()->packetReceived(*this, packet); }

    QByteArray told;
};

//! Other servers, to whom it does not matter what is said here.
class Others final : public Peers
{
public:
    void emitted(const Audience &, const QString &, const Encoded &, bool) override {}
    void placed(const QString &, const QString &, const Encoded &, const Place &) override {}
    void ask(const Audience &, const QString &, const Encoded &, int, const Collected &) override {}
    void moved(const Audience &, const QString &, bool) override {}
    void disconnected(const Audience &) override {}
    void roomBegan(const QString &) override {}
    void roomEnded(const QString &) override {}
    [[nodiscard]] bool hearsByRoom() const override { return false; }
};

} // namespace

//! Ben hears the hall on this server; what others say of it comes by heard(), or does not.
class RoomFeedTest : public SqliteFile
{
protected:
    void SetUp() override
    {
        SqliteFile::SetUp();
        auto storage = Storage::open(sqliteFactory(m_path), 100);
        ASSERT_TRUE(storage.isOk());
        m_storage = *std::move(storage);
        auto loop = Loop::create(m_clock, IoKind::Send);
        ASSERT_TRUE(loop.isOk());
        m_loop = *std::move(loop);
        m_hub.emplace(*m_loop, Hub::Options{});
        m_chat = &m_hub->of(QStringLiteral("/"));
        m_chat->setPeers(&m_others);
        m_chat->onConnected([](Socket &socket, const QJsonObject &) {
            socket.data =
                Caller{{QStringLiteral("ben"), QStringLiteral("ben"), QStringLiteral("ben"), {}}, {}};
            socket.join(roomName(hall));
        });
        const Services services{*m_storage, *m_chat, m_router, m_clock, m_limits, m_metrics};
        m_feed.emplace(services, 60'000);
        m_feed->share([] { return true; });
        protocol::JoinRoomAck state;
        state.room = hall;
        m_feed->enter(state);
        auto ear = std::make_unique<Ear>();
        m_ear = ear.get();
        m_session.emplace(*m_loop, QStringLiteral("s1"), std::move(ear), m_options, [](Session &) {});
        m_session->open(m_hub->attach(*m_session), false);
        m_ear->say("40");
    }

    void heard(const char *event, const Place &place)
    {
        m_chat->placed(roomName(hall), QLatin1String(event), Encoded::ofText({}), place);
    }
    void store(int count)
    {
        bool isDone = false;
        m_storage->write<Done>(
            m_storage.get(),
            [count](Database &db) -> Result<Done> {
                for (int i = 0; i < count; ++i) {
                    const auto stored = db.messages().append({QStringLiteral("m%1").arg(i), hall,
                        QStringLiteral("anna"), QStringLiteral("Hello"), {}, 1});
                    if (!stored)
                        return stored.error();
                }
                return Done{};
            },
            [&isDone](const Result<Done> &done) { isDone = done.isOk(); });
        ASSERT_TRUE(waitFor([&isDone] { return isDone; }));
    }
    QByteArray takeTold() { return std::exchange(m_ear->told, {}); }

    SystemClock m_clock;
    Limits m_limits;
    Metrics m_metrics;
    Router m_router;
    Others m_others;
    Session::Options m_options;
    std::unique_ptr<Storage> m_storage;
    std::unique_ptr<Loop> m_loop;
    std::optional<Hub> m_hub;
    Namespace *m_chat = nullptr;
    std::optional<RoomFeed> m_feed;
    Ear *m_ear = nullptr;
    std::optional<Session> m_session;
};

TEST_F(RoomFeedTest, AChangeWaitsForTheMessageThatItIsOf)
{
    heard("message:changed", {ChangesTrack, 1, 2});
    heard("message:new", {MessagesTrack, 1});
    EXPECT_EQ(takeTold(), "message:new ");
    heard("message:new", {MessagesTrack, 2});
    EXPECT_EQ(takeTold(), "message:new message:changed ");
}

TEST_F(RoomFeedTest, AHoleIsReadFromTheDatabase)
{
    store(3);
    heard("third", {MessagesTrack, 3});
    EXPECT_EQ(takeTold(), "");
    ASSERT_TRUE(waitFor([this] { return m_ear->told.count(' ') == 3; }));
    EXPECT_EQ(takeTold(), "message:new message:new message:new ");
    EXPECT_EQ(m_feed->figures().repaired, 3U);
    heard("third", {MessagesTrack, 3});
    EXPECT_EQ(takeTold(), "") << "twice";
}

TEST_F(RoomFeedTest, WhatNobodySaidIsFoundByALook)
{
    ASSERT_TRUE(waitFor([this] { return m_storage->counters().reads > 0; })); // at the room's beginning
    store(1);
    ASSERT_TRUE(waitFor([this] { return !m_ear->told.isEmpty(); }));
    EXPECT_EQ(takeTold(), "message:new ");
}

TEST_F(RoomFeedTest, WhatNoDatabaseHasDoesNotTakeThePlaceOfWhatIsStored)
{
    heard("false", {MessagesTrack, 1});
    ASSERT_TRUE(waitFor([this] { return m_feed->figures().strange == 1; }));
    store(1);
    heard("true", {MessagesTrack, 1});
    EXPECT_EQ(takeTold(), "false true ");
}

TEST_F(RoomFeedTest, WhatIsHeldForNothingGoesOnceTheDatabaseWasAsked)
{
    store(1);
    heard("false", {MessagesTrack, 3});
    ASSERT_TRUE(waitFor([this] { return m_feed->held() == 0; }));
    EXPECT_EQ(takeTold(), "message:new ");
    EXPECT_EQ(m_feed->figures().strange, 1U);
}

} // namespace hearth::test
