// A panel with what its channels hold, without a server.
#include "app/live/livechannels.h"
#include "app/live/paneldata.h"
#include "tests/support/fakeclock.h"

#include <QJsonObject>
#include <QLocale>

#include <gtest/gtest.h>

namespace hearth::app {
namespace {

//! Another time at each look.
class TickingClock final : public Clock
{
public:
    [[nodiscard]] qint64 wallMs() const override { return m_wall++; }
    [[nodiscard]] qint64 steadyMs() const override { return 1'000; }

private:
    mutable qint64 m_wall = 1'700'000'000'000;
};

class Asked : public LiveChannels
{
public:
    using LiveChannels::LiveChannels;

    QList<qint64> pasts;

protected:
    void askPast(const QString &, qint64 key, qint64, qint64) override { pasts += key; }
};

protocol::Panel panelOf(const QList<protocol::PanelSeries> &series)
{
    protocol::Panel panel;
    panel.id = QStringLiteral("p");
    panel.series = series;
    return panel;
}

const auto kiln = QStringLiteral("kiln");

TEST(Panel, AsksForOneRangeOfOneMoment)
{
    const TickingClock clock;
    Asked feed(clock);
    TimeRange range;
    range.setLength(2 * 3'600'000);
    PanelData panel(panelOf({{kiln, QStringLiteral("a"), {}}, {kiln, QStringLiteral("b"), {}},
                        {QStringLiteral("tank"), {}, {}}}),
        feed, range);
    for (const QString &each : {kiln, QStringLiteral("tank")})
        feed.begin(
            each, {{QStringLiteral("1"), clock.wallMs(), QJsonObject{{QStringLiteral("a"), 1}}}}, false);
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(panel.drawn().size(), 3);
    EXPECT_EQ(feed.pasts, (QList<qint64>{range.length(), range.length()})) << "once for each channel";
}

TEST(Panel, SaysALineOnceHoweverManyOfItsFieldsItShows)
{
    FakeClock clock;
    LiveChannels feed(clock);
    TimeRange range;
    protocol::Panel log = panelOf({{kiln, QStringLiteral("a"), QStringLiteral("Kiln")},
        {kiln, QStringLiteral("b"), {}}, {QStringLiteral("tank"), {}, {}}});
    log.kind = protocol::PanelKind::Log;
    PanelData panel(log, feed, range);
    feed.begin(kiln, {{QStringLiteral("1"), clock.wall, QStringLiteral("on")}}, true);
    feed.begin(
        QStringLiteral("tank"), {{QStringLiteral("2"), clock.wall + 1, QStringLiteral("\u202efull")}}, true);
    panel.setPanel(log);
    const auto *said = qobject_cast<SaidModel *>(panel.said());
    ASSERT_EQ(said->said().size(), 2);
    EXPECT_EQ(said->said().at(0).text, QStringLiteral("\u202efull\u202c")) << "closed";
    EXPECT_EQ(said->said().at(0).label, QStringLiteral("tank"));
    EXPECT_EQ(said->said().at(1).text, QStringLiteral("on"));
    EXPECT_EQ(said->said().at(1).label, QStringLiteral("Kiln"));
}

//! Names of a panel are a peer's; none turns what stands beside it.
TEST(Panel, ShowsNamesThatTurnNothing)
{
    FakeClock clock;
    LiveChannels feed(clock);
    TimeRange range;
    const auto bad = [](const char *name) { return QStringLiteral("\u202e") + QLatin1String(name); };
    protocol::Panel wanted = panelOf({{kiln, QString(), bad("label")}, {bad("channel"), bad("field"), {}}});
    wanted.title = bad("title");
    wanted.unit = bad("unit");
    PanelData panel(wanted, feed, range);
    feed.begin(kiln, {{QStringLiteral("1"), clock.wall, 1}}, true);
    feed.begin(bad("channel"), {{QStringLiteral("2"), clock.wall, QJsonObject{{bad("field"), 2}}}}, true);
    panel.setPanel(wanted);
    QStringList shown{panel.title(), panel.unit(), panel.summary(), panel.hintText()};
    for (const PanelData::Drawn &each : panel.drawn())
        shown += each.label;
    for (const PanelReading &each : qobject_cast<ReadingsModel *>(panel.readings())->readings())
        shown += each.label + each.valueText;
    EXPECT_FALSE(shown.join(u' ').contains(QChar(0x202e))) << qPrintable(shown.join(u'|'));
    EXPECT_TRUE(shown.contains(QStringLiteral("title")) && shown.contains(QStringLiteral("label")) &&
                shown.contains(QStringLiteral("field")));
    // And where it has no title, and nothing to show.
    PanelData empty(panelOf({{bad("none"), {}, {}}}), feed, range);
    feed.begin(bad("none"), {}, true);
    empty.setPanel(empty.panel());
    EXPECT_EQ(empty.title(), QStringLiteral("none"));
    EXPECT_EQ(empty.hintText(), QStringLiteral("The first value on none starts it."));
}

TEST(Panel, StandsStillAtTheTimeOfItsValues)
{
    FakeClock clock;
    LiveChannels feed(clock);
    TimeRange range([&feed] { return feed.now(); });
    PanelData panel(panelOf({{kiln, {}, {}}}), feed, range);
    feed.begin(kiln, {{QStringLiteral("1"), clock.wall + 50'000, 1}}, true);
    range.setPaused(true);
    clock.step(10'000);
    EXPECT_EQ(panel.until(), clock.wall - 10'000 + 50'000) << "where it was paused";
}

} // namespace
} // namespace hearth::app
