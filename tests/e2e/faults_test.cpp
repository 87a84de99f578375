// A link that breaks in every way a network has: the app is live again within a second of the link's return,
// and every message is there once, in one order for both.
#include "tests/app/people.h"
#include "tests/support/faultproxy.h"

namespace hearth::app {
namespace {

using Direction = FaultProxy::Direction;
using State = Connection::State;

constexpr int withinMs = 1'000;

//! How the app learns that the link is back.
enum class Told {
    //! By WakeWatch, as NetworkManager (QNetworkInformation) or logind (waking up) tell it on a person's
    //! machine.
    ByTheMachine,
    //! By nobody: the link was away only for a moment, and the back-off's own first attempt finds it. Also
    //! where
    //! the server, not the machine's network, was away.
    ByNobody,
};

class LinkTest : public SyncTest
{
protected:
    void SetUp() override
    {
        SyncTest::SetUp();
        ASSERT_TRUE(anna && ben);
        proxy = std::make_unique<FaultProxy>(hearthd->port());
        anna->signedIn.server = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(proxy->port()));
        // As the program has it, with the jitter's average: at worst the first attempt comes after the second
        // itself.
        anna->options = {};
        anna->platform.random = [] { return 0.5; };
        anna->reopen();
        ASSERT_TRUE(anna->goLive() && ben->goLive());
        bothTalk(2);
        ASSERT_TRUE(isSettled());
    }

    void talk(Person &person, int count)
    {
        QStringList &written = person.signedIn.username == QLatin1String("anna") ? annas : bens;
        for (int i = 0; i < count; ++i) {
            written += QStringLiteral("%1 %2").arg(person.signedIn.username).arg(written.size());
            say(person, written.last());
        }
    }
    void bothTalk(int count)
    {
        talk(*anna, count);
        talk(*ben, count);
    }
    State state() { return anna->session->connection().state(); }
    bool isSettled()
    {
        const qsizetype all = annas.size() + bens.size();
        return waitFor(
            [&] {
                return anna->session->waitingCount() == 0 && ben->session->waitingCount() == 0 &&
                       anna->texts(room).size() >= all && ben->texts(room).size() >= all;
            },
            20'000);
    }
    //! Tells where asked, and measures how long it takes from now until the app is live.
    void expectLiveSoon(Told told)
    {
        QElapsedTimer timer;
        timer.start();
        if (told == Told::ByTheMachine)
            Q_EMIT anna->platform.wake.cameBack();
        EXPECT_TRUE(anna->isLive());
        EXPECT_LT(timer.elapsed(), withinMs);
        RecordProperty("liveAfterMs", int(timer.elapsed()));
    }
    void expectOnceInOneOrder()
    {
        EXPECT_TRUE(isSettled());
        const QStringList seen = ben->texts(room);
        EXPECT_EQ(anna->texts(room), seen);
        for (const QStringList &written : {annas, bens}) {
            const QString who = written.first().section(QLatin1Char(' '), 0, 0);
            EXPECT_EQ(seen.filter(who), written) << "once each, in the order of writing";
        }
        const qint64 last = ben->session->store().newest(room, 1).first().seq;
        EXPECT_EQ(last, seen.size()) << "the server has nothing twice";
    }

    std::unique_ptr<FaultProxy> proxy;
    QStringList annas, bens;
};

// ---- breaks, and a link that stays away for a while ----

struct Break
{
    const char *name;
    FaultProxy::When when;
    bool isInHandshake; //!< strikes the next connection; otherwise one that is live
    bool isSilent;      //!< a black hole instead of a reset
};

void PrintTo(const Break &value, std::ostream *out)
{
    *out << value.name;
}

class Breaks : public LinkTest, public testing::WithParamInterface<Break>
{};

TEST_P(Breaks, OnceInOneOrderAndLiveWithinASecond)
{
    const Break fault = GetParam();
    proxy->strike(fault.when, [&] { fault.isSilent ? proxy->blackhole() : proxy->refuse(); });
    if (fault.isInHandshake)
        proxy->cut();
    bothTalk(3);
    ASSERT_TRUE(waitFor([&] { return proxy->hasStruck(); }));
    bothTalk(3);
    // The others go on meanwhile.
    ASSERT_TRUE(waitFor([&] { return ben->session->waitingCount() == 0; }));
    EXPECT_GT(anna->session->waitingCount(), 0);
    ASSERT_TRUE(waitFor([&] { return fault.isSilent || state() == State::Offline; }));

    proxy->restore();
    expectLiveSoon(Told::ByTheMachine);
    expectOnceInOneOrder();
    bothTalk(2);
    expectOnceInOneOrder();
}

INSTANTIATE_TEST_SUITE_P(All, Breaks,
    testing::Values( //
        Break{"idle", {Direction::ToServer, 0}, false, false},
        Break{"in a frame with message:send", {Direction::ToServer, 40}, false, false},
        Break{"in its ack", {Direction::ToClient, 12, "43"}, false, false},
        Break{"between its ack and the event", {Direction::ToClient, 4, "createdAt"}, false, false},
        Break{"in message:new", {Direction::ToClient, 5, "message:new"}, false, false},
        Break{"in the upgrade request", {Direction::ToServer, 20, "GET /socket.io/"}, true, false},
        Break{"in the upgrade response", {Direction::ToClient, 10, "HTTP/1.1 101"}, true, false},
        Break{"in OPEN", {Direction::ToClient, 8, "\"sid\""}, true, false},
        Break{"between OPEN and CONNECT", {Direction::ToServer, 0, "\r\n\r\n"}, true, false},
        Break{"in CONNECT", {Direction::ToServer, 30, "\r\n\r\n"}, true, false},
        Break{"in the list of rooms", {Direction::ToServer, 4, "GET /api/rooms"}, true, false},
        Break{"in the answer with the rooms", {Direction::ToClient, 4, "\"unread\""}, true, false},
        Break{"in the answer of join:room", {Direction::ToClient, 4, "\"epoch\""}, true, false},
        Break{"black hole in a frame", {Direction::ToServer, 40}, false, true},
        Break{"black hole in message:new", {Direction::ToClient, 5, "message:new"}, false, true},
        Break{"black hole in the upgrade request", {Direction::ToServer, 20, "GET /socket.io/"}, true, true},
        Break{"black hole between OPEN and CONNECT", {Direction::ToServer, 0, "\r\n\r\n"}, true, true},
        Break{"black hole in the list of rooms", {Direction::ToServer, 4, "GET /api/rooms"}, true, true},
        Break{"black hole in the answer with the rooms", {Direction::ToClient, 4, "\"unread\""}, true, true},
        Break{"black hole in the answer of join:room", {Direction::ToClient, 4, "\"epoch\""}, true, true}),
    [](const testing::TestParamInfo<Break> &each) {
        std::string name;
        for (const char *at = each.param.name; *at; ++at)
            name += std::isalnum(static_cast<unsigned char>(*at)) ? *at : '_';
        return name;
    });

// ---- slow links: nothing breaks, so nothing may be tried again either ----

TEST_F(LinkTest, ADelayLosesNothing)
{
    proxy->setDelay(Direction::ToServer, 300);
    proxy->setDelay(Direction::ToClient, 300);
    const int before = proxy->accepted();
    bothTalk(4);
    expectOnceInOneOrder();
    EXPECT_EQ(proxy->accepted(), before);
    EXPECT_EQ(state(), State::Live);
}

TEST_F(LinkTest, ADelayedLinkThatBreaksIsCaughtUpWith)
{
    proxy->setDelay(Direction::ToServer, 300);
    proxy->setDelay(Direction::ToClient, 300);
    proxy->strike({Direction::ToServer, 40}, [&] { proxy->cut(); });
    bothTalk(3);
    ASSERT_TRUE(waitFor([&] { return state() == State::Offline; }));
    bothTalk(3);
    expectOnceInOneOrder();
}

TEST_F(LinkTest, AnAckThatIsLateIsAskedForAgainAndNothingIsStoredTwice)
{
    anna->options.session.ackTimeoutMs = 100;
    anna->platform.random = [] { return 0.0; };
    anna->reopen();
    ASSERT_TRUE(anna->goLive());
    proxy->setDelay(Direction::ToClient, 1'000);
    talk(*anna, 3);
    expectOnceInOneOrder();
    EXPECT_EQ(state(), State::Live);
}

TEST_F(LinkTest, HalfAnAnswerIsNone)
{
    proxy->strike({Direction::ToClient, 0, "\r\n\r\n"}, [&] { proxy->cut(); });
    std::optional<Result<QList<protocol::Room>>> answer;
    anna->session->rest().rooms([&](Result<QList<protocol::Room>> got) { answer = got; });
    ASSERT_TRUE(waitFor([&] { return answer.has_value(); }));
    EXPECT_FALSE(*answer) << "the head of an answer is no empty list of rooms";
}

TEST_F(LinkTest, BytesOneByOneAreWholeMessages)
{
    proxy->setSlice(1);
    bothTalk(3);
    expectOnceInOneOrder();
    // The handshake, the list of rooms and catching up, too.
    proxy->cut();
    bothTalk(3);
    ASSERT_TRUE(waitFor([&] { return state() == State::Offline; }));
    expectOnceInOneOrder();
}

// ---- nobody says that the link is back ----

TEST_F(LinkTest, AfterAMomentsBreakItsOwnFirstAttemptFindsTheLink)
{
    proxy->cut();
    bothTalk(3);
    ASSERT_TRUE(waitFor([&] { return state() == State::Offline; }));
    expectLiveSoon(Told::ByNobody);
    expectOnceInOneOrder();
}

TEST_F(LinkTest, AServerThatWasRestartedIsFoundByTheFirstAttempt)
{
    const quint16 port = hearthd->port();
    hearthd->drain();
    hearthd.reset();
    ASSERT_TRUE(waitFor([&] { return state() == State::Offline; }));
    bothTalk(3);
    startServer(port);
    expectLiveSoon(Told::ByNobody);
    ASSERT_TRUE(ben->isLive());
    expectOnceInOneOrder();
}

//! A server whose heartbeat is quick, so that silence is noticed while a test looks.
class HeartbeatTest : public LinkTest
{
protected:
    HeartbeatTest()
    {
        socketio.pingInterval = 100;
        socketio.pingTimeout = 300;
    }
};

TEST_F(HeartbeatTest, ASilentLinkIsNoticedByTheHeartbeatAndLeft)
{
    proxy->strike({Direction::ToServer, 40}, [&] { proxy->blackhole(); });
    bothTalk(3);
    ASSERT_TRUE(waitFor([&] { return proxy->hasStruck(); }));
    // New connections pass: a firewall that forgot this one.
    proxy->restore();
    bothTalk(3);
    ASSERT_TRUE(waitFor([&] { return state() == State::Offline; }));
    expectLiveSoon(Told::ByNobody);
    expectOnceInOneOrder();
}

} // namespace
} // namespace hearth::app
