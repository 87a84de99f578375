// What is drawn of channels, as pure functions.
#include "app/live/samples.h"
#include "app/live/scale.h"
#include "app/live/timeaxis.h"
#include "app/live/trace.h"
#include "app/live/valuetext.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

#include <gtest/gtest.h>

#include <cmath>

namespace hearth::app {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

TEST(LiveNumbers, AreWhatTheServerTakes)
{
    const struct
    {
        QJsonValue data;
        QStringList fields;
    } cases[] = {
        {21.5, {QStringLiteral("value")}},
        {true, {QStringLiteral("value")}},
        {QStringLiteral("21.5"), {}},
        {QJsonArray{1, 2}, {}},
        {QJsonObject{{QStringLiteral("b"), 2}, {QStringLiteral("a"), 1},
             {QStringLiteral("text"), QStringLiteral("x")},
             {QStringLiteral("deep"), QJsonObject{{QStringLiteral("c"), 1}}}},
            {QStringLiteral("a"), QStringLiteral("b")}},
    };
    for (const auto &each : cases) {
        QStringList fields;
        for (const auto &[field, number] : numbersIn(each.data))
            fields += field;
        EXPECT_EQ(fields, each.fields);
    }
    EXPECT_TRUE(std::isnan(numbersIn(QJsonObject{{QStringLiteral("a"), QJsonValue::Null}}).first().second));
}

TEST(LiveScale, IsRoundAndNeverEmpty)
{
    const struct
    {
        const char *what;
        ScaleWish wish;
        double low, high;
    } cases[] = {
        {"plain", {3.0, 97.0}, 0, 100},
        {"nothing", {}, 0, 1},
        {"one value", {21.5, 21.5}, 18, 24},
        {"zero alone", {0.0, 0.0}, -1, 1},
        {"wanted ends hold", {3.0, 150.0, 0.0, 100.0}, 0, 100},
        {"wanted low", {30.0, 90.0, 10.0}, 10, 100},
        {"from zero", {30.0, 90.0, {}, {}, true}, 0, 100},
        {"below zero", {-30.0, -10.0, {}, {}, true}, -30, 0},
        {"turned round", {3.0, 4.0, 10.0, 0.0}, 0, 10},
        {"tiny", {1e-7, 3e-7}, 1e-7, 3e-7},
    };
    for (const auto &each : cases) {
        const Scale scale = scaleFor(each.wish);
        EXPECT_NEAR(scale.low, each.low, 1e-9) << each.what;
        EXPECT_NEAR(scale.high, each.high, 1e-9) << each.what;
        EXPECT_GE(scale.ticks.size(), 2) << each.what;
    }
    const double most = std::numeric_limits<double>::max();
    for (const ScaleWish &wild :
        {ScaleWish{-most, most}, ScaleWish{1e300, 1e300}, ScaleWish{1e16, 1e16 + 2}}) {
        const Scale scale = scaleFor(wild);
        EXPECT_TRUE(std::isfinite(scale.high - scale.low));
        EXPECT_GT(scale.high, scale.low);
        EXPECT_LE(scale.ticks.size(), 12);
    }
}

TEST(LiveValue, IsWrittenWithItsUnit)
{
    QLocale::setDefault(QLocale::c());
    const struct
    {
        double value;
        const char *unit;
        const char *text;
    } cases[] = {
        {812, "°C", "812 °C"},
        {21.456, "°C", "21.5 °C"},
        {0, "", "0"},
        {12'345, "", "12345"},
        {123'456, "", "123.5 k"},
        {2'500'000, "req", "2.50 M req"},
        {1536, "B/s", "1.50 KiB/s"},
        {5.0 * 1024 * 1024 * 1024, "bytes", "5 GiB"},
        {0.0042, "W", "4.20 mW"},
        {1'500'000, "Hz", "1.50 MHz"},
        {1'250, "ms", "1.25 s"},
        {0.25, "s", "250 ms"},
        {7'200, "s", "2 h"},
        {0, "s", "0 s"},
        {99.5, "%", "99.5 %"},
        {0.000012, "", "0.000012"},
        {-3.5, "V", "−3.50 V"},
        {-0.0000001, "", "0"},
        {1e30, "", "1.00e+09 Z"},
        {nothing, "V", "–"},
    };
    for (const auto &each : cases) {
        QString text = valueText(each.value, QString::fromUtf8(each.unit)).all();
        text.replace(QChar(QChar::Nbsp), u' ').replace(QChar(0x202F), u' ');
        EXPECT_EQ(text, QString::fromUtf8(each.text)) << each.value << each.unit;
    }
    const Prefix prefix = prefixFor(2'000'000, QStringLiteral("B/s"));
    EXPECT_EQ(tickText(1024 * 1024, 1024 * 1024, prefix),
        QStringLiteral("1") + QChar(QChar::Nbsp) + QStringLiteral("MiB/s"));
    EXPECT_EQ(tickText(0.25, 0.05, {}), QStringLiteral("0.25"));
    EXPECT_EQ(tickText(-40, 20, {}), QString(u'−') + QStringLiteral("40"));
}

TEST(LiveTime, IsLabelledByItsRange)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    const QTimeZone zone("Europe/Berlin");
    const qint64 at = QDateTime({2026, 3, 28}, {22, 0, 7}, zone).toMSecsSinceEpoch();
    const struct
    {
        qint64 length;
        const char *texts;
    } cases[] = {
        {60'000, "22:00:15 22:00:30 22:00:45 22:01:00"},
        {300'000, "22:02 22:04"},
        {3'600'000, "22:15 22:30 22:45 23:00"},
        {6 * 3'600'000, "29 Mar 03:00 05:00"}, // in which an hour is skipped
        {qint64(7) * 86'400'000, "30 Mar 1 Apr 3 Apr"},
        {qint64(30) * 86'400'000, "30 Mar 9 Apr 19 Apr"},
    };
    for (const auto &each : cases) {
        QStringList texts;
        const QList<TimeTick> ticks = timeTicks(at, at + each.length, 5, zone);
        for (const TimeTick &tick : ticks) {
            texts += tick.text;
            EXPECT_GE(tick.at, at);
            EXPECT_LE(tick.at, at + each.length);
        }
        EXPECT_EQ(texts.join(u' '), QLatin1String(each.texts));
    }
    EXPECT_TRUE(timeTicks(10, 10, 5, zone).isEmpty());
    EXPECT_EQ(spanText(59'000), QStringLiteral("59 s"));
    EXPECT_EQ(spanText(12 * 60'000), QStringLiteral("12 min"));
    EXPECT_EQ(spanText(qint64(3) * 86'400'000), QStringLiteral("3 days"));
    QLocale::setDefault(QLocale::c());
}

struct Drawing
{
    QList<Reading> live;
    Spans spans;
    Plot plot{{0, 0, 100, 100}, 0, 10'000, 0, 10};

    [[nodiscard]] Trace draw(qint64 liveFrom = 0, qint64 hole = 1'000) const
    {
        return traceOf({&spans, &live, liveFrom}, plot, hole, 1);
    }
};

TEST(LiveTrace, NeverLosesASpike)
{
    Drawing drawing;
    for (int i = 0; i < 10'000; ++i)
        drawing.live += Reading{i, i == 5'003 ? 9.0 : i == 7'777 ? 1.0 : 5.0};
    const Trace trace = drawing.draw();
    ASSERT_EQ(trace.lines.size(), 1);
    EXPECT_LE(trace.lines.first().size(), 4 * 101);
    double top = 100;
    double bottom = 0;
    for (const QPointF &each : trace.lines.first()) {
        top = std::min(top, each.y());
        bottom = std::max(bottom, each.y());
    }
    EXPECT_DOUBLE_EQ(top, 10);
    EXPECT_DOUBLE_EQ(bottom, 90);
}

TEST(LiveTrace, BreaksWhereValuesAreMissing)
{
    const struct
    {
        const char *what;
        QList<Reading> live;
        int lines, dots;
    } cases[] = {
        {"whole", {{0, 1}, {900, 2}, {1'800, 3}}, 1, 0},
        {"late", {{0, 1}, {900, 2}, {5'000, 3}, {5'900, 4}}, 2, 0},
        {"said to be none", {{0, 1}, {900, 2}, {1'000, nothing}, {1'100, 3}, {2'000, 4}}, 2, 0},
        {"alone", {{0, 1}, {500, 1}, {5'000, 3}}, 1, 1},
        {"one", {{5'000, 3}}, 0, 1},
        {"none", {}, 0, 0},
    };
    for (const auto &each : cases) {
        Drawing drawing;
        drawing.live = each.live;
        const Trace trace = drawing.draw();
        EXPECT_EQ(trace.lines.size(), each.lines) << each.what;
        EXPECT_EQ(trace.dots.size(), each.dots) << each.what;
    }
}

TEST(LiveTrace, JoinsSpansWithABandToWhatIsLive)
{
    Drawing drawing;
    drawing.spans = {1'000, {{500, 5, 1, 9}, {1'500, 5, 2, 8}, {2'500, 5, 2, 8}}};
    drawing.live = {{2'000, 5}, {2'900, 6}, {3'800, 6}};
    const Trace trace = drawing.draw(2'000);
    ASSERT_EQ(trace.lines.size(), 1);
    EXPECT_EQ(trace.lines.first().size(), 5); // the span that is there in full is left out
    ASSERT_EQ(trace.bands.size(), 1);
    EXPECT_DOUBLE_EQ(trace.bands.first().first().y(), 10);
    EXPECT_DOUBLE_EQ(trace.bands.first().last().y(), 90);
}

TEST(LiveTrace, StaysNearItsPlotHoweverLargeTheValues)
{
    Drawing drawing;
    drawing.live = {{0, 1e308}, {500, -1e308}};
    const Trace trace = drawing.draw();
    ASSERT_EQ(trace.lines.size(), 1);
    for (const QPointF &each : trace.lines.first())
        EXPECT_LE(std::abs(each.y()), 200);
}

TEST(LiveView, FindsWhatIsPointedAtAndItsNeighbours)
{
    const QList<Reading> live{{1'000, 1}, {2'000, nothing}, {3'000, 3}};
    const SeriesView view{nullptr, &live, 0};
    EXPECT_EQ(view.nearest(1'100, 500).at, 1'000);
    EXPECT_EQ(view.nearest(2'000, 500).at, 0);
    EXPECT_EQ(view.nearest(2'900, 500).mean, 3);
    EXPECT_EQ(view.neighbour(1'000, 1), 3'000);
    EXPECT_EQ(view.neighbour(3'000, -1), 1'000);
    EXPECT_EQ(view.neighbour(3'000, 1), 0);
    EXPECT_EQ(view.neighbour(1'000, -1), 0);
    EXPECT_EQ(view.neighbour(9'000, -1), 3'000);
    EXPECT_EQ(SeriesView{}.nearest(5, 100).at, 0);
}

TEST(LiveView, ItsPaceIsThatOfItsNewestValues)
{
    QList<Reading> live;
    qint64 at = 0;
    for (int i = 0; i < 600; ++i)
        live += Reading{at += i < 350 ? 10'000 : 1'000, 1};
    const struct
    {
        const char *what;
        qint64 liveFrom, from, until, pace;
    } cases[] = {
        {"all", 0, 0, at, 1'000},
        {"of long ago", 0, 0, 350 * 10'000, 10'000},
        {"of before it is complete", at + 1, 0, at, 0},
        {"of later", 0, at + 10, at + 20, 0},
        {"too few", 0, at - 500, at, 0},
    };
    for (const auto &each : cases) {
        const SeriesView view{nullptr, &live, each.liveFrom};
        EXPECT_EQ(view.pace(each.from, each.until), each.pace) << each.what;
    }
    EXPECT_EQ(SeriesView{}.pace(0, at), 0);
}

} // namespace
} // namespace hearth::app
