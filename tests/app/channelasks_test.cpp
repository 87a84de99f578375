// What a device asks of a server for its channels, by servers that say what they are told to.
#include "app/live/channelfeed.h"
#include "tests/app/device.h"

#include <QUrlQuery>

namespace hearth::app {
namespace {

const auto kiln = QStringLiteral("kiln");
constexpr qint64 hour = 3'600'000;

class ChannelAsksTest : public DeviceTest
{
protected:
    void open(const QUrl &server)
    {
        feed.reset();
        openAccount(server);
        feed = std::make_unique<ChannelFeed>(*session);
    }
    void TearDown() override { feed.reset(); }

    std::unique_ptr<ChannelFeed> feed;
};

//! An answer that is full holds not all there is.
TEST_F(ChannelAsksTest, AFullAnswerIsNotAllOfTheHour)
{
    for (const int count : {1'999, 2'000}) {
        open(rest.url());
        const qint64 now = session->clock().wallMs();
        QJsonArray history;
        for (int i = 1; i <= count; ++i)
            history += QJsonObject{{QStringLiteral("id"), QString::number(i)},
                {QStringLiteral("at"), now - count + i}, {QStringLiteral("data"), i}};
        const auto request = QStringLiteral("GET /api/channels/kiln?points=2000");
        rest.answers[request] = {{QStringLiteral("history"), history}};
        rest.asked.clear();
        feed->watch(kiln);
        feed->begin(kiln, {{QString::number(count), now, count}}, false);
        feed->reachBack(kiln, now - hour / 2);
        feed->reachBack(kiln, now - hour / 2);
        ASSERT_TRUE(
            waitFor([&] { return feed->history(kiln)->readings(QStringLiteral("value"))->size() == count; }));
        const qint64 from = feed->history(kiln)->completeFrom();
        if (count < 2'000)
            EXPECT_LE(from, now - hour + 60'000) << "all there is";
        else
            EXPECT_EQ(from, now - count + 1) << "from its first value on";
        feed->reachBack(kiln, now - 2 * hour);
        EXPECT_EQ(rest.asked.count(request), 1) << "once";
    }
}

TEST_F(ChannelAsksTest, SpansAreOfRangesThatBeginLongerAgoThanAnHour)
{
    open(rest.url());
    feed->watch(kiln);
    feed->begin(kiln, {}, true);
    const qint64 now = feed->now();
    const struct
    {
        qint64 key, from, least;
    } cases[] = {{1, now - 60'000, now - hour}, {2, now - 5 * hour, now - 5 * hour}};
    for (const auto &each : cases) {
        rest.asked.clear();
        EXPECT_EQ(feed->past(kiln, each.key, each.from, now), nullptr);
        ASSERT_TRUE(waitFor([&] { return rest.asked.size() == 1; }));
        const qint64 from = QUrlQuery(rest.asked.first().section(u'?', 1))
                                .queryItemValue(QStringLiteral("from"))
                                .toLongLong();
        EXPECT_LE(from, each.least);
        EXPECT_GT(from, each.least - hour);
    }
}

TEST_F(ChannelAsksTest, WhatIsRefusedForSpeedIsAskedForAgainAndNeverSaid)
{
    socket.ack =
        QJsonDocument::fromJson(R"({"ok":false,"error":{"code":"rate_limited","message":"Too fast"}})")
            .object();
    open(socket.url());
    session->start();
    feed->watch(kiln);
    const auto asked = [&] {
        return std::ranges::count_if(
            socket.events, [](const QJsonArray &each) { return each.at(0) == QLatin1String("subscribe"); });
    };
    ASSERT_TRUE(waitFor([&] { return asked() >= 2; }));
    EXPECT_EQ(feed->problem(kiln), QString());
    feed->unwatch(kiln);
}

} // namespace
} // namespace hearth::app
