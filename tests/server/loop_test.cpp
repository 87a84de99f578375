#include "server/net/loop.h"
#include "server/net/stream.h"
#include "server/net/tls.h"
#include "tests/support/fakeclock.h"
#include "tests/support/waitfor.h"

#include <gmock/gmock.h>

#include <sys/socket.h>
#include <unistd.h>

namespace hearth::test {

using namespace hearth::server;

//! More streams than a flush would wait for, each with a peer.
class LoopTest : public testing::TestWithParam<IoKind>
{
protected:
    void SetUp() override { open(m_clock); }

    void open(const Clock &clock)
    {
        auto loop = Loop::create(clock, GetParam());
        ASSERT_TRUE(loop.isOk());
        m_loop = *std::move(loop);
        for (int i = 0; i < members; ++i) {
            int pair[2];
            ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair), 0);
            m_streams.push_back(Stream::open(*m_loop, {pair[0], {}, nullptr, {}}));
            m_peers.push_back(pair[1]);
        }
    }

    void TearDown() override
    {
        m_streams.clear();
        for (const int peer : m_peers)
            ::close(peer);
        m_peers.clear();
        m_loop.reset();
    }

    void reopen(const Clock &clock)
    {
        TearDown();
        open(clock);
    }

    void sendToAll(const QByteArray &bytes)
    {
        for (const Stream::Pointer &stream : m_streams)
            stream->send(bytes);
    }

    //! Runs turns up to one that begins after now.
    void runTurn()
    {
        bool hasRun = false;
        m_loop->post([&hasRun] { hasRun = true; });
        ASSERT_TRUE(waitFor([&hasRun] { return hasRun; }));
    }

    //! What the peer has got and not read yet.
    QByteArray arrived(int peer)
    {
        char bytes[64];
        const auto got = ::recv(peer, bytes, sizeof bytes, 0);
        return QByteArray(bytes, std::max<qsizetype>(got, 0));
    }

    static constexpr int members = 300;
    SystemClock m_clock;
    std::unique_ptr<Loop> m_loop;
    std::vector<Stream::Pointer> m_streams;
    std::vector<int> m_peers;
};

TEST_P(LoopTest, WhatATurnSendsLeavesAtItsEnd)
{
    sendToAll("one ");
    sendToAll("two");
    EXPECT_EQ(arrived(m_peers.front()), "");
    runTurn();
    for (const int peer : m_peers)
        EXPECT_EQ(arrived(peer), "one two");
}

TEST_P(LoopTest, ManyFramesLeaveAsTheyWereQueued)
{
    const QByteArray frames[]{"a", "bc", "def"};
    for (std::size_t i = 0; i < m_streams.size(); ++i) {
        if (i % 5 == 0) // who answers somebody meanwhile waits for something else
            m_streams[i]->send("x");
        for (const QByteArray &frame : frames)
            m_streams[i]->send(frame);
    }
    runTurn();
    for (std::size_t i = 0; i < m_peers.size(); ++i)
        EXPECT_EQ(arrived(m_peers[i]), i % 5 == 0 ? "xabcdef" : "abcdef");
}

namespace {

//! Takes another's queue once its own is empty.
struct Taker final : Stream::Handler
{
    void received(QByteArrayView) override {}
    void gone() override {}
    void drained() override { other->dropQueue(); }
    Stream *other = nullptr;
};

} // namespace

TEST_P(LoopTest, WhatIsWithTheKernelIsNobodysToTake)
{
    Taker taker;
    sendToAll(QByteArray(20, 'a'));
    taker.other = m_streams[1].get();
    m_streams.front()->setHandler(&taker);
    m_streams.front()->tellWhenDrained();
    runTurn();
    EXPECT_EQ(m_streams[1]->queuedBytes(), 0);
    EXPECT_THAT(
        arrived(m_peers[1]), testing::AnyOf(QByteArray(20, 'a'), QByteArray())); // with the kernel, or before
    m_streams[1]->send("more");
    runTurn();
    EXPECT_EQ(arrived(m_peers[1]), "more");
    m_streams.front()->setHandler(nullptr);
}

TEST_P(LoopTest, WhatOnesFlushTakesFromAnotherHasLeft)
{
    Taker taker;
    sendToAll(QByteArray(20, 'a'));
    taker.other = m_streams.front().get();
    m_streams[1]->setHandler(&taker);
    m_streams[1]->tellWhenDrained();
    m_streams[1]->dropQueue();
    runTurn();
    EXPECT_EQ(arrived(m_peers.front()), QByteArray(20, 'a'));
    EXPECT_EQ(m_streams.front()->queuedBytes(), 0) << "taken twice";
    EXPECT_EQ(arrived(m_peers[1]), "");
    m_streams[1]->setHandler(nullptr);
}

TEST_P(LoopTest, AFlushOfManyWaitsForWhatIsOnItsWay)
{
    bool hasCome = false;
    m_loop->post([this] {
        sendToAll("one ");
        m_loop->expectMore();
        // The next turn, which is there before the wait is over.
        m_loop->post([this] {
            EXPECT_EQ(arrived(m_peers.back()), "");
            m_loop->gotMore();
            sendToAll("two");
        });
    });
    m_loop->post([&hasCome] { hasCome = true; });
    ASSERT_TRUE(waitFor([&hasCome] { return hasCome; }));
    runTurn();
    for (const int peer : m_peers)
        EXPECT_EQ(arrived(peer), "one two");
}

TEST_P(LoopTest, AfterTheFlushItIsThere)
{
    QList<QByteArray> seen;
    m_loop->post([&] {
        sendToAll("one");
        m_loop->expectMore(); // so that the flush is not at this turn's end
        m_loop->afterFlush([&] { seen.append(arrived(m_peers.back())); });
    });
    ASSERT_TRUE(waitFor([&] { return !seen.isEmpty(); }));
    EXPECT_EQ(seen, QList<QByteArray>{"one"});
    runTurn();
    EXPECT_EQ(seen.size(), 1);
}

TEST_P(LoopTest, CountsWhatItDoes)
{
    const Loop::Figures &figures = m_loop->figures();
    EXPECT_EQ(figures.streams, members);
    sendToAll("one ");
    EXPECT_EQ(figures.queuedBytes, 4 * members);
    runTurn();
    EXPECT_EQ(figures.queuedBytes, 0);
    EXPECT_EQ(figures.sends, members);
    EXPECT_EQ(figures.sentBytes, 4 * members);
    EXPECT_EQ(figures.busySeconds, 0) << "nobody wants to know";
    m_streams.back()->send("two");
    m_streams.front()->send("three");
    m_streams.pop_back();
    EXPECT_EQ(figures.queuedBytes, 5);
    EXPECT_EQ(figures.streams, members - 1);
    m_streams.front()->dropQueue();
    EXPECT_EQ(figures.queuedBytes, 0);
    m_loop->setTimed(true);
    runTurn();
    EXPECT_GT(figures.busySeconds, 0);
}

TEST_P(LoopTest, WhatNeverComesIsNotWaitedForLong)
{
    m_loop->expectMore();
    sendToAll("one");
    QByteArray got;
    EXPECT_TRUE(waitFor([&] {
        got += arrived(m_peers.back());
        return !got.isEmpty();
    }));
    EXPECT_EQ(got, "one");
}

TEST_P(LoopTest, AFlushOfAFewWaitsForNothing)
{
    m_loop->expectMore();
    m_streams.front()->send("one");
    runTurn();
    EXPECT_EQ(arrived(m_peers.front()), "one");
}

//! Whoever is told something takes a while to answer; a busy room's flushes would else chase each other with
//! a frame each.
TEST_P(LoopTest, AFlushOfManyIsFollowedByARest)
{
    // Each send takes a hundredth of a millisecond of the fake clock's time.
    struct Slow final : Stream::Handler
    {
        explicit Slow(FakeClock &clock_) : clock(clock_) {}
        void received(QByteArrayView) override {}
        void gone() override {}
        void drained() override
        {
            if (++sends % 100 == 0)
                clock.step(1);
        }
        FakeClock &clock;
        int sends = 0;
    };
    FakeClock clock;
    Slow slow(clock);
    reopen(clock);
    for (const Stream::Pointer &stream : m_streams) {
        stream->setHandler(&slow);
        stream->tellWhenDrained();
    }
    sendToAll("one ");
    runTurn();
    EXPECT_EQ(arrived(m_peers.back()), "one ");
    sendToAll("two ");
    runTurn();
    EXPECT_EQ(arrived(m_peers.back()), "") << "the last flush took 3 ms, so the next one is 3 ms off";
    sendToAll("three");
    clock.step(2);
    runTurn();
    EXPECT_EQ(arrived(m_peers.back()), "");
    clock.step(1);
    runTurn();
    EXPECT_EQ(arrived(m_peers.back()), "two three");
    // A few are never held.
    m_streams.front()->send("four");
    runTurn();
    EXPECT_TRUE(arrived(m_peers.front()).endsWith("four"));
    TearDown(); // before the clock
}

INSTANTIATE_TEST_SUITE_P(Both, LoopTest, testing::Values(IoKind::Best, IoKind::Send),
    [](const auto &kind) { return kind.param == IoKind::Best ? "Best" : "Send"; });

} // namespace hearth::test
