#include "tests/server/websocketends.h"

#include <random>

#include <sched.h>

namespace hearth::test {

using namespace hearth::server;

TEST(IoThreads, AreAsManyAsWantedOrAsCoresAllow)
{
    cpu_set_t before;
    ASSERT_EQ(::sched_getaffinity(0, sizeof before, &before), 0);
    EXPECT_EQ(IoThreads::countFor(0), 0);
    EXPECT_EQ(IoThreads::countFor(3), 3);
    EXPECT_EQ(IoThreads::countFor(-1), std::min(CPU_COUNT(&before) - 1, 8));
    int first = 0;
    while (!CPU_ISSET(first, &before))
        ++first;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(first, &one);
    ASSERT_EQ(::sched_setaffinity(0, sizeof one, &one), 0);
    EXPECT_EQ(IoThreads::countFor(-1), 0) << "one core has one thread's work";
    ASSERT_EQ(::sched_setaffinity(0, sizeof before, &before), 0);
}

TEST(IoThreads, WhoComesGoesWhereTheFewestAre)
{
    WebSocketEnds ends(3, 0);
    std::vector<Pair> pairs = ends.openMany(9);
    const auto residents = [&ends] {
        QList<qsizetype> out;
        for (const auto &thread : ends.threads->all())
            out.append(thread->residents());
        return out;
    };
    EXPECT_EQ(residents(), (QList<qsizetype>{3, 3, 3}));
    for (const std::size_t i : {1u, 4u}) // both on the second
        ends.drop(pairs[i]);
    ends.runTurn();
    EXPECT_EQ(residents(), (QList<qsizetype>{3, 1, 3}));
    for (int i = 0; i < 3; ++i)
        pairs.push_back(ends.open());
    EXPECT_EQ(residents(), (QList<qsizetype>{4, 3, 3}));
    EXPECT_TRUE(waitFor([&ends] { return ends.threads->all()[0]->figures().loop.streams == 4; }));
    EXPECT_EQ(ends.loop->figures().streams, 0);
}

TEST(IoThreads, OneTurnsSendsAreOneWakeUp)
{
    WebSocketEnds ends(1, 0);
    std::vector<Pair> pairs = ends.openMany(100);
    const auto figures = [&ends] { return ends.threads->all().front()->figures().loop; };
    ASSERT_TRUE(waitFor([&] { return figures().streams == 100; }));
    const quint64 turns = figures().turns;
    for (int round = 0; round < 5; ++round) {
        for (Pair &pair : pairs)
            pair.send("hello");
    }
    EXPECT_EQ(figures().queuedBytes, 100 * 5 * 7) << "what is on its way counts";
    ASSERT_TRUE(waitFor([&] { return figures().sentBytes == 100 * 5 * 7; }));
    EXPECT_EQ(figures().sends, 100u) << "one for each socket, whatever it holds";
    EXPECT_EQ(figures().queuedBytes, 0);
    EXPECT_LE(figures().turns - turns, 2u) << "and at most one that was woken for nothing";
    EXPECT_GT(figures().busySeconds, 0);
}

TEST(IoThreads, WhatWasSaidBeforeTheEndIsDone)
{
    auto ends = std::make_unique<WebSocketEnds>(2, 0);
    std::vector<Pair> pairs;
    for (int i = 0; i < 20; ++i) {
        pairs.push_back(ends->open());
        pairs.back().client->write(ClientEnd::frame(ClientEnd::Text, "nobody takes this any more"));
        pairs.back().send("last words");
    }
    // No turn of the main loop comes any more.
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (i % 2 == 0)
            pairs[i].transport.reset();
        else
            ends->drop(pairs[i]);
    }
    ends->threads.reset();
    for (Pair &pair : pairs) {
        EXPECT_EQ(pair.client->frames(), (QList<ClientEnd::Received>{{ClientEnd::Text, "last words"}}));
        EXPECT_FALSE(pair.client->read()) << "it is closed";
    }
    ends->runTurn(); // with what the threads have posted
}

//! Whatever can happen to many at once, by chance and always the same; for the sanitizers above all.
TEST(IoThreads, ManyComeTalkStallAndLeave)
{
    constexpr std::size_t most = 120;
    constexpr qint64 bound = 64 * 1024;
    std::mt19937 random(8484);
    const auto chance = [&random](unsigned below) { return random() % below; };
    WebSocketEnds ends(3, 128 * 1024);
    std::vector<Pair> pairs;
    int opened = 0;
    int ended = 0;
    const auto forget = [&](std::size_t i) {
        ends.drop(pairs[i]);
        std::swap(pairs[i], pairs.back());
        pairs.pop_back();
        ++ended;
    };
    const QByteArray flood = ClientEnd::frame(ClientEnd::Text, "flood").repeated(3'000);
    for (int step = 0; step < 6'000; ++step) {
        if (pairs.size() < most && chance(4) == 0) {
            pairs.push_back(ends.open({1'000, bound}, ClientEnd::frame(ClientEnd::Text, "first")));
            ++opened;
        }
        if (!pairs.empty()) {
            const std::size_t at = chance(unsigned(pairs.size()));
            Pair &pair = pairs[at];
            switch (chance(16)) {
            case 0:
                for (Pair &each : pairs)
                    each.send(QByteArray(int(chance(4'000)), 'x'));
                break;
            case 1:
            case 2:
                pair.client->write(ClientEnd::frame(ClientEnd::Binary, QByteArray(int(chance(900)), 'y')));
                break;
            case 3:
                pair.client->write(flood);
                break;
            case 4:
                pair.client->write("what is this");
                break;
            case 5:
                pair.client->write(ClientEnd::closeFrame(1000));
                break;
            case 6:
                pair.transport->close(CloseCode::Draining);
                break;
            case 7:
                if (chance(4) == 0)
                    pair.client->leave();
                break;
            case 8:
                if (chance(4) == 0)
                    forget(at);
                break;
            case 9:
                std::ignore = pair.transport->isWritable();
                EXPECT_GE(ends.figures().loop.streams, 0);
                break;
            default: // a few never read
                if (chance(8) != 0)
                    pair.client->frames();
            }
        }
        if (chance(5) == 0)
            ends.runTurn();
        for (std::size_t i = 0; i < pairs.size();) {
            EXPECT_LE(pairs[i].heard->closes.size(), 1);
            EXPECT_LE(pairs[i].transport->queuedBytes(), bound + 1'000) << "its pongs and goodbye beside it";
            if (pairs[i].heard->closes.isEmpty())
                ++i;
            else
                forget(i);
        }
    }
    EXPECT_GT(ended, 200) << "of " << opened;
    while (!pairs.empty())
        forget(pairs.size() - 1);
    EXPECT_TRUE(waitFor([&ends] { return ends.figures().loop.queuedBytes == 0; }))
        << ends.figures().loop.queuedBytes << " are queued, by nobody";
    EXPECT_TRUE(waitFor([&ends] { return ends.figures().loop.streams == 0; }));
}

} // namespace hearth::test
