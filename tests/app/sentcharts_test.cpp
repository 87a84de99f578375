// Charts that are sent to rooms and stand in conversations, with servers that say what they are told to.
#include "app/viewmodels/panelsender.h"
#include "app/viewmodels/sessionviewmodel.h"
#include "tests/app/device.h"
#include "tests/support/fakeclock.h"

#include <QPointer>

#include <cmath>

namespace hearth::app {
namespace {

const auto general = QStringLiteral("r1");
const auto kiln = QStringLiteral("kiln");

protocol::Panel kilnPanel()
{
    protocol::Panel panel;
    panel.id = QStringLiteral("p");
    panel.title = QStringLiteral("\u202eKiln");
    panel.series = {{kiln, QStringLiteral("value"), {}}};
    return panel;
}

protocol::Chart chartOf(const QList<QList<double>> &points, qint64 until)
{
    protocol::Chart chart;
    chart.until = until;
    chart.from = until - 300'000;
    chart.panel = kilnPanel();
    chart.series = {{kiln, QStringLiteral("value"), {}, points}};
    return chart;
}

class SentChartsTest : public DeviceTest
{
protected:
    void SetUp() override { open(rest.url()); }
    void open(const QUrl &server)
    {
        mine.reset();
        openAccount(server);
        protocol::Room room;
        room.id = general;
        room.name = QStringLiteral("General");
        session->enterRoom(room);
        mine = std::make_unique<SessionViewModel>(*session);
        mine->openRoom(general);
        ASSERT_TRUE(mine->conversation());
    }
    //! That of a message which has just come.
    SentChart *chart(int seq)
    {
        protocol::Message message;
        message.id = QStringLiteral("m%1").arg(seq);
        message.seq = seq;
        message.roomId = general;
        message.userId = QStringLiteral("u2");
        message.username = message.content = QStringLiteral("ben");
        message.createdAt = session->clock().wallMs();
        message.chart =
            protocol::Chart{kilnPanel(), session->clock().wallMs() - 300'000, session->clock().wallMs(), {}};
        mine->conversation()->messages()->addStored({message});
        return ask(mine->conversation()->messages()->rowOf(message.id));
    }
    SentChart *ask(int row)
    {
        MessageListModel *messages = mine->conversation()->messages();
        return messages->data(messages->index(row), MessageListModel::ChartRole).value<SentChart *>();
    }
    qsizetype kept() const { return mine->conversation()->findChildren<SentChart *>().size(); }

    std::unique_ptr<SessionViewModel> mine;
};

TEST_F(SentChartsTest, AreKeptForWhatAWindowShowsAndThoseThatAreLookedAt)
{
    QPointer<SentChart> held(chart(1));
    ASSERT_TRUE(held);
    held->hold();
    held->setLive(false);
    QPointer<SentChart> left(chart(2));
    for (int seq = 3; seq <= 3 * ConversationViewModel::maxCharts; ++seq)
        chart(seq);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    EXPECT_EQ(kept(), ConversationViewModel::maxCharts);
    EXPECT_FALSE(left);
    ASSERT_TRUE(held);
    EXPECT_TRUE(held->panel());
    EXPECT_FALSE(held->isLive()) << "as somebody wanted it";
    const int first = mine->conversation()->messages()->rowOf(QStringLiteral("m2"));
    EXPECT_TRUE(ask(first)) << "made anew";
    EXPECT_EQ(ask(first), ask(first));
}

TEST_F(SentChartsTest, AreGoneBeforeTheChannelsTheyWatch)
{
    SentChart *now = chart(1);
    SentChart *before = chart(2);
    now->hold();
    before->hold();
    const QPointer<PanelData> shown(now->panel());
    const QPointer<PanelData> old(before->panel());
    before->release(); // goes a turn later
    mine->openThread(QStringLiteral("m1"));
    std::optional<bool> areGone;
    QObject::connect(&mine->dashboards()->feed(), &QObject::destroyed, [&] { areGone = !shown && !old; });
    mine.reset();
    EXPECT_EQ(areGone, true);
}

TEST_F(SentChartsTest, AreSentOnceHoweverOftenOneTries)
{
    socket.answers = false;
    open(socket.url());
    session->start();
    ASSERT_TRUE(waitFor([&] { return session->connection().isOpen(); }));
    PanelSender sender(*session);
    sender.begin(kilnPanel(), 300'000);
    EXPECT_EQ(sender.title(), QStringLiteral("Kiln")) << "turns nothing";
    const auto ids = [&] {
        QStringList out;
        for (const QJsonArray &each : std::as_const(socket.events)) {
            if (each.at(0) == QLatin1String("message:send"))
                out += each.at(1).toObject().value(QLatin1String("clientId")).toString();
        }
        return out;
    };
    const auto press = [&](int nth) {
        sender.send(0);
        return waitFor([&] { return ids().size() == nth; });
    };
    ASSERT_TRUE(press(1));
    sender.send(0);
    EXPECT_TRUE(sender.isBusy()) << "one at a time";
    socket.closeAll(1001);
    ASSERT_TRUE(waitFor([&] { return !sender.isBusy(); }));
    EXPECT_NE(sender.errorText(), QString());
    ASSERT_TRUE(waitFor([&] { return session->connection().isOpen() && socket.open() == 1; }));
    ASSERT_TRUE(press(2));
    EXPECT_EQ(ids().at(1), ids().at(0)) << "it may be there already";
    socket.closeAll(1001);
    ASSERT_TRUE(waitFor([&] { return !sender.isBusy(); }));
    ASSERT_TRUE(waitFor([&] { return session->connection().isOpen() && socket.open() == 1; }));
    sender.begin(kilnPanel(), 300'000);
    ASSERT_TRUE(press(3));
    EXPECT_NE(ids().at(2), ids().at(0)) << "another choice is another message";
}

//! What a server says of long ago is a peer's word, too.
TEST_F(SentChartsTest, WhatAChannelHeldIsTakenOnlyWhereItIsATime)
{
    const auto path = QStringLiteral("GET /api/channels/kiln?points=10&from=1&to=2");
    rest.answers[path] = QJsonDocument::fromJson(
        R"({"spanMs":1e300,"history":[],"series":[{"field":"a","points":
        [[1e300,1,1,1],[-5,1,1,1],[1.5,1,1,1],["x",1,1,1],[7,2,1,3],[9007199254740993,1,1,1],[8,1]]}]})")
                             .object();
    std::optional<Result<RestClient::ChannelPast>> past;
    session->rest().channelPast(
        {kiln, 1, 2, 10}, [&](const Result<RestClient::ChannelPast> &got) { past = got; });
    ASSERT_TRUE(waitFor([&] { return past.has_value(); }));
    ASSERT_TRUE(*past) << qPrintable(rest.asked.join(u' '));
    EXPECT_EQ((*past)->spanMs, 0);
    ASSERT_EQ((*past)->fields.size(), 1);
    ASSERT_EQ((*past)->fields.first().second.size(), 1);
    EXPECT_EQ((*past)->fields.first().second.first().at, 7);
    EXPECT_EQ((*past)->fields.first().second.first().most, 3);
}

TEST(SentChart, LeavesOutPointsOfNoTime)
{
    const qint64 until = 1'700'000'000'000;
    const double nan = std::nan("");
    FakeClock clock;
    LiveChannels feed(clock);
    const QList<QList<double>> points{
        {nan, 1}, {1e300, 2}, {-1e300, 3}, {-1, 4}, {1e18, 6}, {double(until), 5}, {1, 2, 3}, {}};
    SentChart card(chartOf(points, until), feed, until + 2 * SentChart::youngMs);
    card.hold();
    ASSERT_TRUE(card.panel());
    const auto drawn = card.panel()->drawn();
    ASSERT_EQ(drawn.size(), 1);
    EXPECT_EQ(*drawn.first().view.live, (QList<Reading>{{until, 5}}));
}

TEST(SentChart, ShowsTheTimeThatItCarriesWhateverItsPanelWouldElsewhere)
{
    FakeClock clock;
    LiveChannels feed(clock);
    protocol::Chart chart = chartOf({}, clock.wall);
    chart.panel.rangeMs = 24 * 3'600'000;
    SentChart card(chart, feed, clock.wall);
    card.hold();
    EXPECT_EQ(card.panel()->until() - card.panel()->from(), chart.until - chart.from);
}

//! What drew it goes a turn later, but never after its feed.
TEST(SentChart, GoesBeforeItsFeed)
{
    FakeClock clock;
    auto feed = std::make_unique<LiveChannels>(clock);
    SentChart card(chartOf({}, clock.wall), *feed, clock.wall);
    card.hold();
    QPointer<PanelData> shown(card.panel());
    ASSERT_TRUE(shown);
    card.release();
    EXPECT_TRUE(shown) << "somebody may still draw it";
    EXPECT_EQ(feed->watchers(kiln), 1);
    card.end();
    EXPECT_FALSE(shown);
    EXPECT_EQ(feed->watchers(kiln), 0);
    feed.reset();
    card.hold();
    EXPECT_EQ(card.panel(), nullptr) << "for good";
}

TEST(SentChart, GoesWithWhoHasIt)
{
    FakeClock clock;
    LiveChannels feed(clock);
    auto card = std::make_unique<SentChart>(chartOf({}, clock.wall), feed, clock.wall);
    card->hold();
    QPointer<PanelData> shown(card->panel());
    card->release();
    card.reset();
    EXPECT_FALSE(shown);
    EXPECT_EQ(feed.watchers(kiln), 0);
}

} // namespace
} // namespace hearth::app
