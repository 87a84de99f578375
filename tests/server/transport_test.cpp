//! The contract of engine/transport.h for a WebSocket, on the main loop and on I/O threads.
#include "tests/server/websocketends.h"

#include <numeric>

namespace hearth::test {

using namespace hearth::server;

using Received = ClientEnd::Received;

namespace {

QByteArray numbered(int number, int size = 0)
{
    return QByteArray::number(number).rightJustified(std::max(size, 1), ' ');
}

QList<Received> texts(int count, int size = 0)
{
    QList<Received> out;
    for (int i = 0; i < count; ++i)
        out.append({ClientEnd::Text, numbered(i, size)});
    return out;
}

Received closing(CloseCode code)
{
    return {ClientEnd::Close, payloadOf(closeFrame(code)).toByteArray()};
}

} // namespace

//! The parameter: how many I/O threads.
class TransportTest : public testing::TestWithParam<int>
{
protected:
    //! What the client gets until `count` frames are there, or nothing comes any more.
    QList<Received> framesOf(Pair &pair, qsizetype count)
    {
        QList<Received> out;
        EXPECT_TRUE(waitFor([&] {
            out += pair.client->frames();
            return out.size() >= count;
        }));
        return out;
    }
    bool hasClosed(const Pair &pair)
    {
        return waitFor([&] { return !pair.heard->closes.isEmpty(); });
    }

    static constexpr qint64 receiveQueueBytes = 512 * 1024;
    WebSocketEnds m_ends{GetParam(), receiveQueueBytes};
};

TEST_P(TransportTest, FramesLeaveWholeAndInTheirOrder)
{
    Pair pair = m_ends.open();
    constexpr int count = 400;
    QList<Received> got;
    // Some turns send one, some many, and some more than the kernel takes at once.
    for (int i = 0; i < count; ++i) {
        pair.send(numbered(i, i % 50 == 0 ? 60'000 : i));
        if (i % 7 == 0)
            m_ends.runTurn();
        got += pair.client->frames();
    }
    got += framesOf(pair, count - got.size());
    ASSERT_EQ(got.size(), count);
    for (int i = 0; i < count; ++i)
        ASSERT_EQ(got[i], (Received{ClientEnd::Text, numbered(i, i % 50 == 0 ? 60'000 : i)})) << i;
    EXPECT_TRUE(pair.heard->closes.isEmpty());
}

TEST_P(TransportTest, TheHandshakeGoesFirstAndWhatCameBehindItIsHeardFirst)
{
    m_ends.handshake = "HTTP/1.1 101\r\n\r\n";
    Pair pair = m_ends.open({}, ClientEnd::frame(ClientEnd::Text, "behind"));
    pair.send("hello");
    pair.client->write(ClientEnd::frame(ClientEnd::Binary, "later"));
    ASSERT_TRUE(waitFor([&] { return !pair.heard->binaries.isEmpty(); }));
    EXPECT_EQ(pair.heard->packets, QList<QByteArray>{"behind"});
    EXPECT_EQ(pair.heard->binaries, QList<QByteArray>{"later"});
    ASSERT_TRUE(waitFor([&] {
        pair.client->read();
        return pair.client->input.endsWith("hello");
    }));
    EXPECT_TRUE(pair.client->input.startsWith(m_ends.handshake));
    pair.client->input.remove(0, m_ends.handshake.size());
    EXPECT_EQ(pair.client->frames(), (QList<Received>{{ClientEnd::Text, "hello"}}));
}

TEST_P(TransportTest, ItEndsOnceWithTheCodeOfWhatHappened)
{
    struct Case
    {
        const char *what;
        QByteArray sent;
        quint16 code;
        QList<Received> answer;
    };
    const QList<Case> cases{
        {"its close frame", ClientEnd::closeFrame(1000), 1000, {{closing(CloseCode::Normal)}}},
        {"a code that is ours to say", ClientEnd::closeFrame(4001), 1000, {{closing(CloseCode(4001))}}},
        {"no mask", textFrame("x").bytes, 1002, {{closing(CloseCode::ProtocolError)}}},
        {"too long", ClientEnd::frame(ClientEnd::Text, QByteArray(1001, 'x')), 1009,
            {{closing(CloseCode::TooLarge)}}},
        {"no UTF-8", ClientEnd::frame(ClientEnd::Text, "\xff"), 1007, {{closing(CloseCode::BadData)}}},
        {"it leaves", {}, 1001, {}},
    };
    for (const Case &each : cases) {
        SCOPED_TRACE(each.what);
        Pair pair = m_ends.open({1000, 0});
        pair.client->write(ClientEnd::frame(ClientEnd::Text, "before"));
        pair.client->write(each.sent);
        pair.client->write(ClientEnd::frame(ClientEnd::Text, "behind"));
        pair.client->endOutput();
        ASSERT_TRUE(hasClosed(pair));
        pair.send("too late");
        pair.transport->close(CloseCode::Draining);
        m_ends.runTurn();
        EXPECT_EQ(pair.heard->closes, QList<quint16>{each.code});
        EXPECT_EQ(pair.heard->packets.first(), "before");
        EXPECT_EQ(pair.heard->packets.size(), each.sent.isEmpty() ? 2 : 1);
        EXPECT_FALSE(pair.transport->isWritable());
        EXPECT_EQ(framesOf(pair, each.answer.size()), each.answer);
    }
}

TEST_P(TransportTest, WhatWasSentBeforeTheGoodbyeLeavesBeforeIt)
{
    Pair pair = m_ends.open();
    for (int i = 0; i < 50; ++i)
        pair.send(numbered(i));
    pair.transport->close(CloseCode::Draining);
    pair.transport->close(CloseCode::Normal);
    pair.send("too late");
    EXPECT_FALSE(pair.transport->isWritable());
    EXPECT_EQ(framesOf(pair, 51), texts(50) + QList<Received>{closing(CloseCode::Draining)});
    EXPECT_TRUE(pair.heard->closes.isEmpty()) << "the client has not said goodbye";
    pair.client->write(ClientEnd::frame(ClientEnd::Text, "not heard any more"));
    pair.client->write(ClientEnd::closeFrame(4000));
    ASSERT_TRUE(hasClosed(pair));
    EXPECT_EQ(pair.heard->closes, QList<quint16>{4000});
    EXPECT_TRUE(pair.heard->packets.isEmpty());
}

TEST_P(TransportTest, AGoodbyeThatNobodyAnswersEndsAllTheSame)
{
    Pair pair = m_ends.open();
    pair.transport->close(CloseCode::TokenRevoked);
    ASSERT_TRUE(hasClosed(pair));
    EXPECT_EQ(pair.heard->closes, QList<quint16>{4500});
}

TEST_P(TransportTest, AnswersLeaveInTheOrderOfWhatTheyAnswer)
{
    struct Echo final : Transport::Handler
    {
        void packetReceived(Transport &from, QByteArrayView packet) override { from.send(textFrame(packet)); }
        void binaryReceived(Transport &, QByteArrayView) override {}
        void transportClosed(Transport &, quint16) override { hasEnded = true; }
        bool hasEnded = false;
    };
    const QList<std::pair<QByteArray, Received>> ends{{ClientEnd::closeFrame(3000), closing(CloseCode(3000))},
        {"no frame", closing(CloseCode::ProtocolError)}};
    for (const auto &[last, answer] : ends) {
        Pair pair = m_ends.open();
        Echo echo;
        pair.transport->setHandler(&echo);
        pair.client->write(ClientEnd::frame(ClientEnd::Text, "one") + ClientEnd::frame(ClientEnd::Ping, "p") +
                           ClientEnd::frame(ClientEnd::Text, "two") + last);
        pair.client->endOutput(); // at once: its end must not come before our goodbye
        EXPECT_EQ(framesOf(pair, 4), (QList<Received>{{ClientEnd::Text, "one"}, {ClientEnd::Pong, "p"},
                                         {ClientEnd::Text, "two"}, answer}));
        EXPECT_TRUE(waitFor([&echo] { return echo.hasEnded; }));
        m_ends.drop(pair);
        m_ends.runTurn();
    }
}

TEST_P(TransportTest, ASlowReaderIsClosedOverTheBoundAndHoldsNoMore)
{
    constexpr qint64 bound = 256 * 1024;
    // In one turn, of which nothing has reached a kernel or another thread; and in many.
    for (const bool isOneTurn : {true, false}) {
        Pair pair = m_ends.open({64 * 1024, bound});
        for (int i = 0; i < 100; ++i) {
            pair.send(numbered(i, 16'000));
            EXPECT_LE(pair.transport->queuedBytes(), bound);
            EXPECT_GE(m_ends.figures().loop.queuedBytes, 0);
            if (!isOneTurn)
                m_ends.runTurn();
        }
        QList<Received> got;
        ASSERT_TRUE(waitFor([&] {
            got += pair.client->frames();
            return !got.isEmpty() && got.last().opcode == ClientEnd::Close;
        }));
        EXPECT_EQ(got.last(), closing(CloseCode::SlowReader));
        got.removeLast();
        EXPECT_LT(got.size(), 100);
        EXPECT_EQ(got, texts(int(got.size()), 16'000)) << "whole frames, and none left out";
        pair.client->leave();
        ASSERT_TRUE(hasClosed(pair));
        EXPECT_EQ(pair.heard->closes, QList<quint16>{4001});
    }
}

TEST_P(TransportTest, WhoReadsIsNeverClosed)
{
    constexpr qint64 bound = 256 * 1024;
    Pair pair = m_ends.open({64 * 1024, bound});
    int sent = 0;
    qsizetype got = 0;
    ASSERT_TRUE(waitFor([&] {
        while (sent < 2'000 && pair.transport->queuedBytes() < bound / 2)
            pair.send(numbered(sent++, 16'000));
        got += pair.client->frames().size();
        return got == 2'000;
    }));
    EXPECT_TRUE(pair.heard->closes.isEmpty());
    EXPECT_TRUE(waitFor([&] { return pair.transport->queuedBytes() == 0; }));
    EXPECT_TRUE(waitFor([&] { return m_ends.figures().loop.queuedBytes == 0; }));
    EXPECT_GE(m_ends.figures().loop.sentBytes, 2'000u * 16'000u);
}

TEST_P(TransportTest, ItIsWritableWhileTheKernelTakesMore)
{
    Pair pair = m_ends.open();
    EXPECT_TRUE(pair.transport->isWritable());
    ASSERT_TRUE(waitFor([&] {
        if (pair.transport->queuedBytes() == 0)
            pair.send(QByteArray(20'000, 'x'));
        return !pair.transport->isWritable();
    }));
    ASSERT_TRUE(waitFor([&] {
        pair.client->read();
        return pair.transport->isWritable();
    }));
    pair.transport->close(CloseCode::Draining);
    EXPECT_FALSE(pair.transport->isWritable());
}

//! While the main loop does nothing, who sends very much comes no further than the bound and what kernels
//! hold; and all of it is heard once it is taken.
TEST_P(TransportTest, WhatIsNotTakenIsNotRead)
{
    Pair pair = m_ends.open();
    m_ends.runTurn(); // it has begun
    QByteArray flood;
    constexpr int count = 300'000;
    for (int i = 0; i < count; ++i)
        flood += ClientEnd::frame(ClientEnd::Text, QByteArray::number(i));
    qsizetype written = 0;
    do {
        written += pair.client->write(QByteArrayView(flood).sliced(written));
    } while (written < flood.size() && pair.client->takesMore(300));
    EXPECT_LT(written, 1'000'000) << "it was read though nobody took it";
    ASSERT_TRUE(waitFor(
        [&] {
            written += pair.client->write(QByteArrayView(flood).sliced(written));
            return pair.heard->packets.size() == count;
        },
        40'000));
    for (int i = 0; i < count; ++i)
        ASSERT_EQ(pair.heard->packets[i], QByteArray::number(i));
    EXPECT_EQ(m_ends.figures().pauses > 0, GetParam() > 0);
    EXPECT_TRUE(pair.heard->closes.isEmpty());
}

//! Together they are over the bound, each by itself is not.
TEST_P(TransportTest, ManyWhoSendShareTheBound)
{
    constexpr int clients = 40;
    constexpr int each = 400;
    std::vector<Pair> pairs = m_ends.openMany(clients);
    m_ends.runTurn();
    QByteArray said;
    for (int i = 0; i < each; ++i)
        said += ClientEnd::frame(ClientEnd::Text, numbered(i));
    for (Pair &pair : pairs)
        ASSERT_EQ(pair.client->write(said), said.size());
    // Without a turn of the main loop.
    QElapsedTimer timer;
    timer.start();
    while (GetParam() > 0 && m_ends.figures().pauses == 0 && timer.elapsed() < 10'000)
        std::this_thread::yield();
    EXPECT_EQ(m_ends.figures().pauses > 0, GetParam() > 0);
    const auto hasHeard = [](const Pair &pair) { return pair.heard->packets.size() == each; };
    EXPECT_TRUE(waitFor([&] { return std::ranges::all_of(pairs, hasHeard); }));
    for (const Pair &pair : pairs)
        EXPECT_EQ(pair.heard->packets.last(), numbered(each - 1));
}

TEST_P(TransportTest, WhoLeavesIsHeardToTheEnd)
{
    Pair pair = m_ends.open();
    m_ends.runTurn();
    // More than one read, so that it has left before the rest is read.
    constexpr int count = 50;
    QByteArray said;
    for (int i = 0; i < count; ++i)
        said += ClientEnd::frame(ClientEnd::Text, numbered(i, 3'000));
    ASSERT_EQ(pair.client->write(said), said.size());
    pair.client->endOutput();
    ASSERT_TRUE(hasClosed(pair));
    EXPECT_EQ(pair.heard->packets.size(), count);
    EXPECT_EQ(pair.heard->closes, QList<quint16>{1001});
}

TEST_P(TransportTest, AfterTheFlushEverybodyHasIt)
{
    // So many that a flush may wait.
    std::vector<Pair> pairs = m_ends.openMany(300);
    for (int round = 0; round < 3; ++round) {
        bool hasRun = false;
        m_ends.loop->post([&] {
            for (Pair &pair : pairs)
                pair.send("hello");
            m_ends.loop->expectMore();
            m_ends.loop->afterFlush([&] {
                hasRun = true;
                for (Pair &pair : pairs)
                    EXPECT_EQ(pair.client->frames(), (QList<Received>{{ClientEnd::Text, "hello"}}));
            });
        });
        ASSERT_TRUE(waitFor([&] { return hasRun; }));
    }
}

TEST_P(TransportTest, WhatIsHeldForMoreLeavesWithItInOneSend)
{
    std::vector<Pair> pairs = m_ends.openMany(300);
    m_ends.runTurn();
    const quint64 before = m_ends.figures().loop.sends;
    m_ends.loop->post([&] {
        for (Pair &pair : pairs)
            pair.send("one");
        m_ends.loop->expectMore();
        // The next turn, which is there before the wait is over.
        m_ends.loop->post([&] {
            m_ends.loop->gotMore();
            for (Pair &pair : pairs)
                pair.send("two");
        });
    });
    for (Pair &pair : pairs)
        EXPECT_EQ(framesOf(pair, 2), (QList<Received>{{ClientEnd::Text, "one"}, {ClientEnd::Text, "two"}}));
    EXPECT_TRUE(waitFor([&] { return m_ends.figures().loop.sends == before + 300; }));
}

TEST_P(TransportTest, AGoodbyeLeavesAlthoughTheFlushIsHeld)
{
    std::vector<Pair> pairs = m_ends.openMany(300);
    m_ends.runTurn();
    m_ends.loop->post([&] {
        for (Pair &pair : pairs)
            pair.send("hello");
        m_ends.loop->expectMore();
        pairs[7].transport->close(CloseCode::Draining);
        m_ends.drop(pairs[7]);
    });
    EXPECT_EQ(
        framesOf(pairs[7], 2), (QList<Received>{{ClientEnd::Text, "hello"}, closing(CloseCode::Draining)}));
    EXPECT_TRUE(waitFor([&] { return !pairs[7].client->read(); }));
}

TEST_P(TransportTest, WhoIsDroppedIsClosedAndHearsNothing)
{
    std::vector<Pair> pairs = m_ends.openMany(50);
    for (Pair &pair : pairs) {
        pair.client->write(ClientEnd::frame(ClientEnd::Text, "under way").repeated(2'000));
        pair.send("hello");
    }
    // With news of some of them under way.
    for (Pair &pair : pairs)
        m_ends.drop(pair);
    m_ends.runTurn();
    const auto heard = [&] {
        return std::accumulate(pairs.begin(), pairs.end(), qsizetype(0),
            [](qsizetype sum, const Pair &pair) { return sum + pair.heard->packets.size(); });
    };
    const qsizetype before = heard();
    EXPECT_TRUE(waitFor(
        [&] { return std::ranges::none_of(pairs, [](const Pair &pair) { return pair.client->read(); }); }));
    EXPECT_EQ(heard(), before);
    EXPECT_TRUE(waitFor([&] { return m_ends.figures().loop.queuedBytes == 0; }));
    EXPECT_TRUE(waitFor([&] { return m_ends.figures().loop.streams == 0; }));
}

INSTANTIATE_TEST_SUITE_P(All, TransportTest, testing::Values(0, 1, 2), [](const auto &threads) {
    return threads.param == 0 ? std::string("MainLoop") : "Threads" + std::to_string(threads.param);
});

} // namespace hearth::test
