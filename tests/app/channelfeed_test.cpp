// What a device hears of channels, from the real server.
#include "app/live/channelfeed.h"
#include "app/live/paneldata.h"
#include "app/viewmodels/panelsender.h"
#include "app/viewmodels/sentchart.h"
#include "tests/app/people.h"

#include <QNetworkReply>
#include <QTimer>

namespace hearth::app {
namespace {

class FeedTest : public SyncTest
{
protected:
    void SetUp() override
    {
        SyncTest::SetUp();
        feed = std::make_unique<ChannelFeed>(*anna->session);
    }
    void TearDown() override { feed.reset(); }

    //! As curl would.
    bool post(const QByteArray &body, const char *channel = "kiln")
    {
        QNetworkAccessManager network;
        QNetworkRequest request(
            url.resolved(QUrl(QStringLiteral("/api/channels/") + QLatin1String(channel))));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        request.setRawHeader("Authorization", "Bearer " + ben->signedIn.token.toLatin1());
        std::unique_ptr<QNetworkReply> reply(network.post(request, body));
        return waitFor([&] { return reply->isFinished(); }) &&
               reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 201;
    }
    //! Numbers from..to, one a second, the last one now.
    bool postAll(int from, int to, const char *channel = "kiln")
    {
        QByteArray points;
        for (int i = from; i <= to; ++i) {
            points += points.isEmpty() ? "" : ",";
            points += R"({"at":)" + QByteArray::number(clock.wallMs() - (to - i) * 1'000) + R"(,"data":)" +
                      QByteArray::number(i) + '}';
        }
        return post(R"({"points":[)" + points + "]}", channel);
    }
    [[nodiscard]] QList<double> values(const char *channel = "kiln") const
    {
        QList<double> out;
        const ChannelHistory *history = feed->history(QLatin1String(channel));
        const auto *readings = history ? history->readings(QStringLiteral("value")) : nullptr;
        for (const Reading &each : readings ? *readings : QList<Reading>())
            out += each.value;
        return out;
    }
    static QList<double> numbers(int from, int to)
    {
        QList<double> out;
        for (int i = from; i <= to; ++i)
            out += i;
        return out;
    }
    bool has(const QList<double> &expected)
    {
        const bool same = waitFor([&] {
            QList<double> now = values(); // by their times, which tests give by the second
            std::ranges::sort(now);
            return now == expected;
        });
        if (!same)
            ADD_FAILURE() << testing::PrintToString(values()) << ' ' << qPrintable(feed->problem(kiln));
        return same;
    }

    const QString kiln = QStringLiteral("kiln");
    std::unique_ptr<ChannelFeed> feed;
};

TEST_F(FeedTest, HearsWhatWasThereAndWhatComesWhileSomebodyWatches)
{
    ASSERT_TRUE(post("1") && post("2"));
    ASSERT_TRUE(anna->goLive());
    feed->watch(kiln);
    feed->watch(kiln);
    EXPECT_TRUE(has({1, 2}));
    ASSERT_TRUE(post("3"));
    EXPECT_TRUE(has({1, 2, 3}));
    feed->unwatch(kiln);
    ASSERT_TRUE(post("4"));
    EXPECT_TRUE(has({1, 2, 3, 4}));
    feed->unwatch(kiln);
    EXPECT_FALSE(feed->history(kiln));
    // And the server sends it no longer: what it sends in its order comes without it.
    int updates = 0;
    QObject::connect(&anna->session->connection(), &Connection::eventReceived, feed.get(),
        [&updates](const QString &name, const QJsonArray &arguments) {
            updates += name == u"channel:update" &&
                       arguments.first()[QLatin1String("channel")].toString() == u"kiln";
        });
    feed->watch(QStringLiteral("tank"));
    ASSERT_TRUE(waitFor([&] { return feed->isHeard(QStringLiteral("tank")); }));
    ASSERT_TRUE(post("5") && post("6", "tank"));
    EXPECT_TRUE(waitFor([&] { return values("tank") == QList<double>{6}; }));
    EXPECT_EQ(updates, 0);
}

TEST_F(FeedTest, WatchesBeforeThereIsAConnectionAndAChannelBeforeItsFirstValue)
{
    feed->watch(kiln);
    EXPECT_FALSE(feed->isHeard(kiln));
    ASSERT_TRUE(anna->goLive());
    ASSERT_TRUE(waitFor([&] { return feed->isHeard(kiln); }));
    EXPECT_TRUE(feed->history(kiln)->isEmpty());
    ASSERT_TRUE(post("21.5"));
    EXPECT_TRUE(has({21.5}));
}

TEST_F(FeedTest, GoesOnWithoutAGapOrADoubleAfterTheServerCameBack)
{
    ASSERT_TRUE(postAll(1, 20));
    ASSERT_TRUE(anna->goLive());
    feed->watch(kiln);
    ASSERT_TRUE(has(numbers(1, 20)));
    const quint16 port = hearthd->port();
    hearthd->drain();
    hearthd.reset();
    ASSERT_TRUE(waitFor([&] { return anna->session->connection().state() != Connection::State::Live; }));
    std::optional<bool> isHeard;
    QObject::connect(&anna->session->connection(), &Connection::opened, feed.get(),
        [&] { isHeard = feed->isHeard(kiln); });
    startServer(port);
    ASSERT_TRUE(postAll(21, 25));
    ASSERT_TRUE(anna->isLive());
    EXPECT_EQ(isHeard, false) << "a new session hears nothing yet";
    EXPECT_TRUE(has(numbers(1, 25)));
    ASSERT_TRUE(post("26"));
    EXPECT_TRUE(has(numbers(1, 26)));
}

TEST_F(FeedTest, AsksForWhatTheSubscriptionDidNotHold)
{
    ASSERT_TRUE(postAll(1, 500));
    ASSERT_TRUE(anna->goLive());
    feed->watch(kiln);
    ASSERT_TRUE(has(numbers(201, 500)));
    feed->reachBack(kiln, clock.wallMs() - 400'000);
    EXPECT_TRUE(has(numbers(1, 500)));
    EXPECT_LT(feed->history(kiln)->completeFrom(), clock.wallMs() - 3'500'000);
}

TEST_F(FeedTest, ManyValuesMissedAreForgottenRatherThanDrawnOver)
{
    ASSERT_TRUE(postAll(1, 20));
    ASSERT_TRUE(anna->goLive());
    feed->watch(kiln);
    ASSERT_TRUE(has(numbers(1, 20)));
    anna->session->connection().close(); // and does not come back by itself while the values come
    ASSERT_FALSE(anna->session->connection().isOpen());
    ASSERT_TRUE(postAll(21, 520));
    ASSERT_TRUE(anna->goLive());
    EXPECT_TRUE(has(numbers(221, 520)));
    feed->reachBack(kiln, clock.wallMs() - 600'000);
    EXPECT_TRUE(waitFor([&] { return values().size() == 520; }));
}

TEST_F(FeedTest, WhatCannotBeHeardSaysWhyInThePanel)
{
    const auto guest = make("gast");
    ASSERT_TRUE(guest);
    std::optional<Result<protocol::Account>> changed;
    anna->session->rest().changePerson(guest->signedIn.userId,
        {{QStringLiteral("role"), QStringLiteral("guest")}},
        [&](const Result<protocol::Account> &got) { changed = got; });
    ASSERT_TRUE(waitFor([&] { return changed.has_value(); }) && *changed && guest->goLive());
    ASSERT_TRUE(post("1"));
    ChannelFeed theirs(*guest->session);
    TimeRange range;
    const struct
    {
        QString channel;
        const char *says;
    } cases[] = {
        {kiln, "You have no access to kiln"}, {QStringLiteral("no/name"), "no/name cannot be heard: "}};
    for (const auto &each : cases) {
        protocol::Panel panel;
        panel.id = QStringLiteral("p");
        panel.series = {{each.channel, {}, {}}};
        PanelData data(panel, theirs, range);
        EXPECT_TRUE(waitFor([&] { return !data.noteText().isEmpty(); })) << each.says;
        EXPECT_TRUE(data.hintText().startsWith(QLatin1String(each.says))) << qPrintable(data.hintText());
        EXPECT_TRUE(data.drawn().isEmpty() || !data.drawn().first().view.live);
    }
}

TEST_F(FeedTest, APanelShowsTheNewestValueAndDrawsLongAgoFromSpans)
{
    const qint64 now = clock.wallMs();
    QByteArray points;
    for (int minute = 600; minute >= 0; --minute) {
        points += points.isEmpty() ? "" : ",";
        points += R"({"at":)" + QByteArray::number(now - minute * 60'000) + R"(,"data":{"temp":)" +
                  QByteArray::number(minute == 300 ? 1'000 : 20) + "}}";
    }
    ASSERT_TRUE(post(R"({"points":[)" + points + "]}"));
    // The server makes spans of its values every 15 s.
    bool isRolledUp = false;
    const auto ask = [&](auto &again) -> void {
        anna->session->rest().channelPast(
            {kiln, now - 12 * 3'600'000, now + 1, 600}, [&](const Result<RestClient::ChannelPast> &past) {
                isRolledUp = past && !past->fields.isEmpty() && past->fields.first().second.size() >= 600;
                if (!isRolledUp)
                    QTimer::singleShot(200, feed.get(), [&] { again(again); });
            });
    };
    ask(ask);
    ASSERT_TRUE(waitFor([&] { return isRolledUp; }, 40'000));
    ASSERT_TRUE(anna->goLive());
    protocol::Panel panel;
    panel.id = QStringLiteral("p");
    panel.title = QStringLiteral("Kiln");
    panel.unit = QStringLiteral("°C");
    panel.series = {{kiln, {}, {}}};
    panel.thresholds = QList<protocol::Threshold>{{15, protocol::ThresholdLevel::Warning}};
    TimeRange range;
    range.setLength(qint64(12) * 3'600'000);
    PanelData data(panel, *feed, range);
    EXPECT_TRUE(waitFor([&] {
        return data.valueText() == QStringLiteral("20 °C").replace(u' ', QChar(QChar::Nbsp));
    })) << qPrintable(data.valueText());
    EXPECT_EQ(data.level(), 1);
    EXPECT_TRUE(waitFor([&] {
        const auto series = data.drawn();
        if (series.size() != 1 || !series.first().view.spans)
            return false;
        Extent extent;
        measure(series.first().view, data.from(), data.until(), extent);
        return extent.most == 1'000;
    }));
}

TEST_F(FeedTest, AChartInAConversationIsAsItWasAndGoesOnLive)
{
    ASSERT_TRUE(postAll(1, 60) && anna->goLive() && ben->goLive());
    protocol::Panel panel;
    panel.id = QStringLiteral("p");
    panel.title = QStringLiteral("Kiln");
    panel.series = {{kiln, QStringLiteral("value"), {}}};
    PanelSender sender(*ben->session);
    sender.begin(panel, 300'000);
    ASSERT_EQ(sender.rowCount(), 1);
    EXPECT_EQ(get(&sender, 0, PanelSender::NameRole).toString(), ben->session->store().room(room)->name);
    sender.send(0);
    ASSERT_TRUE(waitFor([&] { return !sender.isBusy(); }));
    ASSERT_EQ(sender.errorText(), QString());
    ASSERT_TRUE(waitFor([&] { return anna->texts(room).size() == 1; }));
    anna->reopen(); // from the disk
    feed = std::make_unique<ChannelFeed>(*anna->session);
    const protocol::Message said = anna->session->store().newest(room, 1).first();
    ASSERT_TRUE(said.chart) << qPrintable(said.content);
    EXPECT_TRUE(said.content.contains(u"Kiln")) << "for those who do not see it";

    SentChart card(*said.chart, *feed, clock.wallMs());
    EXPECT_TRUE(card.isLive());
    card.setLive(false);
    EXPECT_EQ(card.panel(), nullptr) << "nobody looks yet";
    const auto shows = [&](double newest, qsizetype atLeast) {
        return waitFor([&] {
            const auto drawn = card.panel() ? card.panel()->drawn() : QList<PanelData::Drawn>();
            qsizetype count = 0;
            if (drawn.size() == 1)
                drawn.first().view.each(
                    card.panel()->from(), card.panel()->until(), [&](const Sample &, bool) { ++count; });
            return drawn.size() == 1 && drawn.first().newest() == newest && count >= atLeast;
        });
    };
    card.hold();
    EXPECT_TRUE(shows(60, 50));
    EXPECT_EQ(feed->watchers(kiln), 0) << "what was is not heard";
    ASSERT_TRUE(post("61") && anna->goLive());
    EXPECT_TRUE(shows(60, 50)) << "what comes later does not change it";
    card.setLive(true);
    EXPECT_TRUE(shows(61, 50));
    EXPECT_EQ(feed->watchers(kiln), 1);
    card.release();
    EXPECT_EQ(card.panel(), nullptr);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    EXPECT_EQ(feed->watchers(kiln), 0) << "nobody looks any more";
}

TEST_F(FeedTest, AChartOfHoursIsWholeToo)
{
    protocol::Chart chart;
    chart.until = 1'700'000'000'000;
    chart.from = chart.until - 24 * 3'600'000;
    chart.panel.series = {{kiln, {}, {}}};
    protocol::ChartSeries series{kiln, QStringLiteral("hot"), {}, {}};
    for (int i = 0; i < 300; ++i)
        series.points += QList<double>{double(chart.from + i * 288'000), double(i)};
    chart.series = {series};
    SentChart card(chart, *feed, clock.wallMs());
    EXPECT_FALSE(card.isLive()) << "an old one";
    card.hold();
    QList<double> values;
    ASSERT_TRUE(waitFor([&] {
        values.clear();
        for (const auto &each : card.panel()->drawn()) {
            each.view.each(card.panel()->from(), card.panel()->until(),
                [&](const Sample &sample, bool) { values += sample.mean; });
        }
        return values.size() >= 300;
    })) << values.size();
    EXPECT_EQ(values.first(), 0);
    EXPECT_EQ(values.last(), 299);
    EXPECT_FALSE(card.panel()->isStale()) << "it was not, then";
}

TEST_F(FeedTest, APanelIsSentOnlyWhileThereIsAConnection)
{
    protocol::Panel panel;
    panel.series = {{kiln, QStringLiteral("value"), {}}};
    ASSERT_TRUE(anna->goLive());
    anna->session->connection().close();
    PanelSender sender(*anna->session);
    sender.begin(panel, 300'000);
    sender.setQuery(QStringLiteral("nowhere"));
    EXPECT_EQ(sender.rowCount(), 0);
    sender.setQuery({});
    sender.send(0);
    EXPECT_TRUE(sender.errorText().contains(u"Offline")) << qPrintable(sender.errorText());
    panel.kind = protocol::PanelKind::Log;
    EXPECT_FALSE(PanelData::canBeSent(panel));
}

} // namespace
} // namespace hearth::app
