// What channels hold on this device, and for whom.
#include "app/live/livechannels.h"
#include "tests/support/fakeclock.h"
#include "tests/support/waitfor.h"

#include <QJsonObject>

#include <gtest/gtest.h>

#include <functional>

namespace hearth::app {
namespace {

protocol::ChannelValue value(qint64 id, qint64 at, const QJsonValue &data)
{
    return {QString::number(id), at, data};
}

QList<double> valuesOf(const ChannelHistory &history, const char *field = "value")
{
    QList<double> out;
    if (const auto *readings = history.readings(QLatin1String(field))) {
        for (const Reading &each : *readings)
            out += each.value;
    }
    return out;
}

TEST(LiveHistory, TakesEachIdOnceAndKeepsTheOrderOfTimes)
{
    ChannelHistory history;
    history.begin({value(1, 100, 1), value(2, 200, 2)}, true, 1'000);
    EXPECT_TRUE(history.add(value(4, 150, 4), 1'000));
    EXPECT_FALSE(history.add(value(4, 150, 5), 1'000));
    EXPECT_FALSE(history.add(value(3, 300, 6), 1'000));
    EXPECT_EQ(valuesOf(history), (QList<double>{1, 4, 2}));
    EXPECT_EQ(history.lastAt(), 200);
}

TEST(LiveHistory, GoesOnAfterAReconnectOrBeginsAnewWhereSomethingIsMissing)
{
    const struct
    {
        const char *what;
        QList<protocol::ChannelValue> again;
        bool whole;
        QList<double> then;
    } cases[] = {
        {"overlaps", {value(11, 20, 2), value(12, 30, 3)}, false, {1, 2, 3}},
        {"nothing new", {value(10, 10, 1), value(11, 20, 2)}, false, {1, 2}},
        {"a hole", {value(15, 50, 5), value(16, 60, 6)}, false, {5, 6}},
        {"all there is", {value(15, 50, 5)}, true, {1, 2, 5}},
        {"the server has forgotten", {value(3, 70, 7)}, true, {7}},
        {"the channel is gone", {}, true, {}},
    };
    for (const auto &each : cases) {
        ChannelHistory history;
        history.begin({value(10, 10, 1), value(11, 20, 2)}, true, 100);
        history.begin(each.again, each.whole, 100);
        EXPECT_EQ(valuesOf(history), each.then) << each.what;
    }
}

TEST(LiveHistory, ReachesFurtherBackAndSaysHowFar)
{
    ChannelHistory history;
    history.begin({value(10, 100, 1), value(11, 200, 2)}, false, 1'000);
    EXPECT_EQ(history.completeFrom(), 100);
    history.extend({value(8, 50, 8), value(9, 60, 9), value(10, 100, 1)}, false, 1'000);
    EXPECT_EQ(valuesOf(history), (QList<double>{8, 9, 1, 2}));
    EXPECT_EQ(history.completeFrom(), 50);
    history.extend({value(2, 20, 3), value(3, 30, 4)}, false,
        1'000); // an answer that does not reach up to it
    EXPECT_EQ(history.completeFrom(), 50);
}

TEST(LiveHistory, IsBoundedByNumberBytesFieldsAndAgeAndKeepsTheLast)
{
    ChannelHistory::Bounds bounds;
    bounds.points = 10;
    bounds.fields = 2;
    bounds.ageMs = 1'000;
    bounds.lines = 3;
    ChannelHistory history(bounds);
    for (int i = 1; i <= 25; ++i)
        history.add(value(i, 10'000 + i, i), 10'000 + i);
    EXPECT_EQ(valuesOf(history).size(), 10);
    EXPECT_EQ(history.completeFrom(), 10'016);
    EXPECT_EQ(history.dropped(), 15U);
    EXPECT_EQ(history.lines().size(), 3);
    history.trim(50'000);
    EXPECT_EQ(valuesOf(history), QList<double>{25});
    history.add(value(30, 50'000, QJsonObject{{QStringLiteral("a"), 1}, {QStringLiteral("b"), 2}}), 50'000);
    EXPECT_EQ(history.fields().size(), 2);

    bounds = {};
    bounds.bytes = 4'000;
    ChannelHistory small(bounds);
    for (int i = 1; i <= 5'000; ++i)
        small.add(value(i, i, QString(500, u'x')), i);
    EXPECT_LE(small.lines().size(), 200);
    ChannelHistory numbers(bounds);
    for (int i = 1; i <= 5'000; ++i)
        numbers.add(value(i, i, i), i);
    EXPECT_LE(numbers.bytes(), bounds.bytes + 200 * 8);
    EXPECT_EQ(valuesOf(numbers).last(), 5'000);
}

TEST(LiveHistory, BeginsAnewWithoutTheFieldsOfBefore)
{
    ChannelHistory::Bounds bounds;
    bounds.fields = 1;
    ChannelHistory history(bounds);
    history.begin({value(1, 10, QJsonObject{{QStringLiteral("old"), 1}})}, true, 100);
    history.begin({value(9, 90, QJsonObject{{QStringLiteral("new"), 2}})}, false, 100);
    EXPECT_EQ(history.fields(), QStringList{QStringLiteral("new")});
    EXPECT_EQ(valuesOf(history, "new"), QList<double>{2});
}

//! What was let go for a bound does not come back by being told again, so nobody may take it for complete.
TEST(LiveHistory, DoesNotSayCompleteWhatItHasLost)
{
    QList<protocol::ChannelValue> all;
    for (int i = 1; i <= 10; ++i)
        all += value(i, 1'000 + i, i);
    ChannelHistory::Bounds bounds;
    bounds.points = 3;
    const struct
    {
        const char *what;
        ChannelHistory::Bounds bounds;
        std::function<void(ChannelHistory &)> then;
        qint64 completeFrom;
    } cases[] = {
        {"too many", bounds, [](ChannelHistory &) {}, 1'008},
        {"the subscription begins again", bounds, [&](ChannelHistory &it) { it.begin(all, true, 2'000); },
            1'008},
        {"all of it is asked for", bounds, [&](ChannelHistory &it) { it.extend(all, true, 2'000); }, 1'008},
        {"memory is short", {},
            [&](ChannelHistory &it) {
                it.shed();
                it.extend(all, true, 2'000);
            },
            1'003},
        {"nothing was lost", {}, [](ChannelHistory &) {}, 2'000 - 3'600'000},
        {"of another begin", bounds,
            [](ChannelHistory &it) { it.begin({value(50, 1'002, 5)}, false, 2'000); }, 1'002},
    };
    for (const auto &each : cases) {
        ChannelHistory history(each.bounds);
        history.begin(all, true, 2'000);
        each.then(history);
        EXPECT_EQ(history.completeFrom(), each.completeFrom) << each.what;
    }
}

TEST(LiveHistory, LeavesOutFieldsThatNoPanelCanName)
{
    ChannelHistory history;
    const QString longest(128, u'ä'); // of two bytes each
    history.add(value(1, 10, QJsonObject{{longest, 1}, {longest + u'x', 2}, {QString(257, u'x'), 3}}), 10);
    EXPECT_EQ(history.fields(), QStringList{longest});
    EXPECT_EQ(history.dropped(), 2U);
}

TEST(LiveChannels, ForgetTheOldestWhereAllTogetherHoldTooMuchAndKeepTheLast)
{
    FakeClock clock;
    LiveChannels channels(clock, nullptr, 10'000);
    for (const char *name : {"many", "few"}) {
        channels.watch(QLatin1String(name));
        channels.begin(QLatin1String(name), {}, true);
    }
    for (int i = 1; i <= 5'000; ++i)
        channels.add(QStringLiteral("many"), value(i, clock.wall - 5'000 + i, i));
    channels.add(QStringLiteral("few"), value(9'000, clock.wall, 1));
    ASSERT_GT(channels.bytes(), 10'000);
    EXPECT_TRUE(waitFor([&] { return channels.bytes() <= 10'000; }));
    EXPECT_EQ(valuesOf(*channels.history(QStringLiteral("many"))).last(), 5'000);
    EXPECT_EQ(valuesOf(*channels.history(QStringLiteral("few"))), QList<double>{1});
}

TEST(LiveChannels, AreCountedByTheirWatchers)
{
    FakeClock clock;
    LiveChannels channels(clock);
    const QString kiln = QStringLiteral("kiln");
    channels.watch(kiln);
    channels.watch(kiln);
    channels.unwatch(kiln);
    EXPECT_EQ(channels.watchers(kiln), 1);
    channels.unwatch(kiln);
    channels.unwatch(kiln);
    EXPECT_EQ(channels.watchers(kiln), 0);
    EXPECT_FALSE(channels.history(kiln));
}

//! Writes down what it asks for.
class Asked : public LiveChannels
{
public:
    using LiveChannels::LiveChannels;

    QStringList heard;
    QList<qint64> pasts;

protected:
    void subscribe(const QString &channel) override { heard += channel; }
    void unsubscribe(const QString &channel) override { heard.removeOne(channel); }
    void askPast(const QString &, qint64 key, qint64, qint64) override { pasts += key; }
};

TEST(LiveChannels, BeyondTheMostWaitUntilAnotherIsWatchedByNobody)
{
    FakeClock clock;
    Asked channels(clock);
    for (int i = 0; i < LiveChannels::maxChannels + 2; ++i)
        channels.watch(QStringLiteral("c%1").arg(1'000 + i));
    const QString first = QStringLiteral("c%1").arg(1'000 + LiveChannels::maxChannels);
    const QString second = QStringLiteral("c%1").arg(1'001 + LiveChannels::maxChannels);
    channels.watch(first);
    EXPECT_EQ(channels.heard.size(), LiveChannels::maxChannels);
    EXPECT_FALSE(channels.history(first));
    EXPECT_FALSE(channels.problem(first).isEmpty());
    channels.unwatch(QStringLiteral("c1000"));
    EXPECT_EQ(channels.heard.size(), LiveChannels::maxChannels);
    EXPECT_TRUE(channels.history(first));
    EXPECT_EQ(channels.watchers(first), 2) << "as many as waited";
    EXPECT_TRUE(channels.problem(first).isEmpty());
    channels.unwatch(second);
    channels.unwatch(QStringLiteral("c1001"));
    EXPECT_EQ(channels.heard.size(), LiveChannels::maxChannels - 1) << "nobody waits any more";
    channels.unwatch(first);
    channels.unwatch(first);
    EXPECT_FALSE(channels.heard.contains(first));
}

//! One channel that is watched and holds nothing yet.
class WatchedChannel : public testing::Test
{
protected:
    void SetUp() override
    {
        channels.watch(kiln);
        channels.begin(kiln, {}, true);
    }

    const QString kiln = QStringLiteral("kiln");
    FakeClock clock;
    Asked channels{clock};
};

//! More ranges of one channel than are kept: those that are shown stay where they were given out, and nobody
//! asks in turn for ever.
TEST_F(WatchedChannel, KeepsTheRangesThatAreInUse)
{
    const auto show = [&](qint64 key) { return channels.past(kiln, key, clock.wall - key, clock.wall); };
    QList<const QHash<QString, Spans> *> given;
    for (int beat = 0; beat < 3; ++beat) {
        for (qint64 key = 1; key <= LiveChannels::maxPasts + 1; ++key) {
            const auto *spans = show(key);
            channels.setPast(kiln, key, {{kiln, {}}});
            if (beat == 0)
                given += show(key);
            else
                EXPECT_EQ(spans, given.at(key - 1)) << "range " << key << " in beat " << beat;
        }
        clock.step(LiveChannels::beatMs);
    }
    EXPECT_EQ(channels.pasts.size(), LiveChannels::maxPasts) << "asked once each";
    EXPECT_EQ(given.last(), nullptr) << "one too many";
    (void)channels.past(kiln, 2, clock.wall - 60'000, clock.wall);
    EXPECT_EQ(channels.pasts.last(), 2) << "further back than was asked for";
    clock.step(6'000);
    for (qint64 key = 2; key <= LiveChannels::maxPasts; ++key)
        show(key);
    show(LiveChannels::maxPasts + 1);
    EXPECT_EQ(channels.pasts.last(), LiveChannels::maxPasts + 1) << "the first is shown no longer";
}

TEST_F(WatchedChannel, GoesByItsValuesTimeAndBackToTheMachines)
{
    channels.add(kiln, value(1, clock.wall + 48 * 3'600'000, 1));
    EXPECT_EQ(channels.now(), clock.wall) << "its sender's own affair";
    channels.unwatch(kiln);
    channels.watch(kiln);
    channels.begin(kiln, {value(2, clock.wall + 20'000, 1)}, true);
    EXPECT_EQ(channels.now(), clock.wall + 20'000) << "this machine's clock is slow";
    channels.add(kiln, value(3, clock.wall + 200'000, 1));
    const qint64 last = clock.wall + 200'000;
    EXPECT_EQ(channels.now(), last);
    // No other comes: its time is waited for, and then it is this machine's again.
    bool isBehind = false;
    QObject::connect(&channels, &LiveChannels::beat, [&] {
        isBehind |= channels.now() < last;
        clock.step(61'000);
    });
    EXPECT_TRUE(waitFor([&] { return channels.now() == clock.wall; }));
    EXPECT_FALSE(isBehind) << "the newest value is never in the future";
    EXPECT_GE(clock.wall, last);
}

} // namespace
} // namespace hearth::app
