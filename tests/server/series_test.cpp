#include "server/series/alertwatch.h"
#include "server/series/channelname.h"
#include "server/series/lineprotocol.h"
#include "server/series/pointhistory.h"
#include "server/series/thinning.h"
#include "server/series/values.h"

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

namespace {

constexpr qint64 now = 1'800'000'000'000;

std::string shown(const Result<QList<NewPoint>> &points)
{
    if (!points)
        return "refused: " + points.error().message.toStdString();
    std::string out;
    for (const NewPoint &point : *points)
        out += std::to_string(point.at - now) + " " + point.json.toStdString() + "; ";
    return out;
}

std::string idsOf(const std::optional<QList<Point>> &points)
{
    if (!points)
        return "forgotten";
    std::string out;
    for (const Point &point : *points)
        out += std::to_string(point.id) + " ";
    return out;
}

} // namespace

TEST(ChannelName, IsOneSegmentOfAPath)
{
    for (const char *good : {"a", "cpu", "kiln-1.temp", "broadcast:room:x_y", "Öfen", "1"})
        EXPECT_TRUE(isChannelName(QString::fromUtf8(good))) << good;
    for (const char *bad : {"", "a/b", "a b", "a\n", "a*", "a?", "a%", "😀", "a\x7f"})
        EXPECT_FALSE(isChannelName(QString::fromUtf8(bad))) << bad;
    EXPECT_TRUE(isChannelName(QString(100, u'a')));
    EXPECT_FALSE(isChannelName(QString(101, u'a')));
    EXPECT_TRUE(isChannelPattern(QStringLiteral("cpu:*")));
}

TEST(Values, OfABody)
{
    const struct
    {
        const char *body, *points;
    } cases[] = {
        {"12.5", "0 12.5; "},
        {"\"on\"", "0 \"on\"; "},
        {"null", "0 null; "},
        {"[1,2]", "0 [1,2]; "},
        {R"({"usage": 3, "state":"ok"})", R"(0 {"state":"ok","usage":3}; )"},
        {R"({"data": 7})", "0 7; "},
        {R"({"data": {"a":1}, "at": 1799999999000})", R"(-1000 {"a":1}; )"},
        {R"({"data": 7, "unit":"C"})", R"(0 {"data":7,"unit":"C"}; )"},
        {R"({"points": [{"at":1799999998000,"data":1},{"data":2}]})", "-2000 1; 0 2; "},
        {R"({"points": []})", ""},
        {R"({"points": 5})", "refused: points: expected a list of at most 1000"},
        {R"({"points": [{"at":1}]})",
            "refused: points[0]: expected an object of `data` and, if it is not now, `at`"},
        {R"({"points": [{"data":1,"at":"x"}]})",
            "refused: points[0].at: expected a whole number, ms since 1970"},
        {R"({"data":1,"at":-5})", "refused: at: expected a whole number, ms since 1970"},
        {R"({"data":1,"at":1.5})", "refused: at: expected a whole number, ms since 1970"},
        {"", "refused: JSON: expected a value at byte 0"},
        {"NaN", "refused: JSON: illegal number"},
        {"-Infinity", "refused: JSON: illegal number"},
        {"1e999", "refused: JSON: illegal number"},
        {R"({"a":1)", "refused: JSON: an unfinished object at byte 6"},
    };
    for (const auto &each : cases)
        EXPECT_EQ(shown(pointsFromJson(each.body, now, {})), each.points) << each.body;
}

TEST(Values, HaveBounds)
{
    const auto check = [](const QList<NewPoint> &points) {
        const auto checked = checkPoints(points, now, {});
        return checked ? std::string("fine") : checked.error().message.toStdString();
    };
    EXPECT_EQ(check({}), "There is no value in it");
    EXPECT_EQ(check({{now + 60'000, "1"}}), "fine");
    EXPECT_EQ(check({{now + 60'001, "1"}}), "points[0].at: is in the future; is the sender's clock right?");
    EXPECT_EQ(
        check({{now, "1"}, {now - monthMs - 1, "1"}}), "points[1].at: is longer ago than values are kept");
    EXPECT_EQ(check({{now - monthMs, "1"}}), "fine");
    EXPECT_EQ(check({{now, QByteArray(65'537, '1')}}), "A value has at most 65536 bytes as JSON");
    EXPECT_EQ(check(QList<NewPoint>(1'001, {now, "1"})), "At most 1000 values at once");
}

TEST(Values, NumbersAreThoseDirectlyInIt)
{
    using Numbers = QList<std::pair<QString, double>>;
    EXPECT_EQ(numbersOf("2.5"), (Numbers{{QStringLiteral("value"), 2.5}}));
    EXPECT_EQ(numbersOf("true"), (Numbers{{QStringLiteral("value"), 1}}));
    EXPECT_EQ(numbersOf("\"x\""), Numbers());
    EXPECT_EQ(numbersOf("[1]"), Numbers());
    EXPECT_EQ(numbersOf(R"({"a":1,"b":"x","c":{"d":2},"e":false})"),
        (Numbers{{QStringLiteral("a"), 1}, {QStringLiteral("e"), 0}}));
    EXPECT_EQ(numbersOf(R"({"a":1,"b":2,"c":3})", 2).size(), 2);
    EXPECT_EQ(numbersOf("-1e290"), (Numbers{{QStringLiteral("value"), -1e290}}));
    EXPECT_EQ(numbersOf("1.1e290"), Numbers()) << "a sum of such was none";
    EXPECT_EQ(numbersOf(R"({"a":-1e308,"b":2})"), (Numbers{{QStringLiteral("b"), 2}}));
    const auto named = [](qsizetype bytes) { return "{\"" + QByteArray(bytes, 'x') + "\":1}"; };
    EXPECT_EQ(numbersOf(named(0)), Numbers());
    EXPECT_EQ(numbersOf(named(256)).size(), 1);
    EXPECT_EQ(numbersOf(named(257)), Numbers());
}

TEST(LineProtocol, Lines)
{
    const struct
    {
        const char *lines, *points;
    } cases[] = {
        {"kiln temp=21.5", R"(0 {"temp":21.5}; )"},
        {"kiln temp=21.5 1799999999000000000\n", R"(-1000 {"temp":21.5}; )"},
        {"kiln,room=a,host=b temp=1i,on=t,name=\"x \\\"y\\\"\" 1799999999000000000",
            R"(-1000 {"b.a.name":"x \"y\"","b.a.on":true,"b.a.temp":1}; )"},
        {"cpu usage=1\ncpu load=2\n# a comment\n\n", R"(0 {"cpu.load":2,"cpu.usage":1}; )"},
        {"kiln a=1 1799999999000000000\nkiln a=2 1799999998000000000", R"(-2000 {"a":2}; -1000 {"a":1}; )"},
        {"my\\ kiln,a\\,b=c\\=d x=1", R"(0 {"my kiln.c=d.x":1}; )"},
        {"kiln x=1\r\nkiln y=2\r\n", R"(0 {"x":1,"y":2}; )"},
        {"", ""},
        {"kiln", "refused: line 1: expected a space and the fields at byte 4"},
        {"kiln x", "refused: line 1: expected field=value at byte 6"},
        {"kiln x=",
            "refused: line 1: expected a finite number, a text in quotes, or true or false at byte 7"},
        {"kiln x=NaN",
            "refused: line 1: expected a finite number, a text in quotes, or true or false at byte 10"},
        {"kiln x=1\nkiln x=1e999",
            "refused: line 2: expected a finite number, a text in quotes, or true or false at byte 12"},
        {"kiln x=1.5i", "refused: line 1: expected a whole number at byte 11"},
        {"kiln x=\"open", "refused: line 1: expected a closing quote at byte 12"},
        {"kiln x=1 soon", "refused: line 1: expected a timestamp at byte 9"},
        {"kiln,a x=1", "refused: line 1: expected tag=value at byte 6"},
        {"kiln x=1 99999999999999999999", "refused: line 1: expected a timestamp at byte 9"},
        {"kiln x=1 -5", "refused: line 1: its time is too far away; is the precision right?"},
        {"kiln a\x01=1", "refused: line 1: a bare control character"},
        {"kiln \xff=1", "refused: The lines are not valid UTF-8"},
    };
    for (const auto &each : cases)
        EXPECT_EQ(shown(pointsFromLines(each.lines, QStringLiteral("kiln"), 1, now)), each.points)
            << each.lines;
    EXPECT_EQ(shown(pointsFromLines("kiln x=1 1799999999", QStringLiteral("kiln"), 1'000'000'000, now)),
        R"(-1000 {"x":1}; )");
    EXPECT_EQ(shown(pointsFromLines("kiln x=1 1799999999000", QStringLiteral("kiln"), 1'000'000, now)),
        R"(-1000 {"x":1}; )");
    EXPECT_EQ(
        shown(pointsFromLines("kiln x=1 1799999999000000000", QStringLiteral("kiln"), 1'000'000'000, now)),
        "refused: line 1: its time is too far away; is the precision right?");
}

TEST(PointHistory, IsBoundedByNumberBytesAndAge)
{
    PointHistory few({3, 1 << 20, 1'000'000});
    for (qint64 id = 1; id <= 5; ++id)
        EXPECT_TRUE(few.add({id, now + id, "1"}, now));
    EXPECT_FALSE(few.add({5, now, "1"}, now)) << "again";
    EXPECT_EQ(idsOf(few.after(2, 9)), "3 4 5 ");
    EXPECT_EQ(idsOf(few.after(2, 1)), "3 ");
    EXPECT_EQ(idsOf(few.after(4, 9)), "5 ");
    EXPECT_EQ(idsOf(few.after(9, 9)), "");
    EXPECT_EQ(idsOf(few.after(1, 9)), "forgotten");

    PointHistory small({1'000, 1'000, 1'000'000});
    for (qint64 id = 1; id <= 100; ++id)
        small.add({id, now, QByteArray(50, '1')}, now);
    EXPECT_LE(small.bytes(), 1'000);
    EXPECT_GT(small.size(), 3);

    PointHistory young({1'000, 1 << 20, 1'000});
    young.add({1, now - 5'000, "1"}, now);
    EXPECT_EQ(young.size(), 1) << "the last one stays";
    young.add({2, now - 900, "2"}, now);
    EXPECT_EQ(young.size(), 1);
    young.add({3, now - 100, "3"}, now);
    EXPECT_EQ(young.size(), 2);
    young.trim(now + 100);
    EXPECT_EQ(young.size(), 2) << "just as old as it may be";
    young.trim(now + 500);
    EXPECT_EQ(young.last()->id, 3);
    EXPECT_EQ(young.size(), 1);
}

TEST(PointHistory, SinceIsInTheOrderOfTime)
{
    PointHistory history({});
    history.add({1, now - 10, "1"}, now);
    history.add({2, now - 30, "2"}, now); // late
    history.add({3, now - 5, "3"}, now);
    EXPECT_EQ(idsOf(history.since(now - 40, 10)), "2 1 3 ");
    EXPECT_EQ(idsOf(history.since(now - 20, 10)), "1 3 ");
    EXPECT_EQ(idsOf(history.since(now - 10, 10)), "1 3 ");
    EXPECT_EQ(idsOf(history.since(now - 9, 10)), "3 ");
    EXPECT_EQ(idsOf(history.since(now - 40, 2)), "2 3 ") << "the newest come first to the limit";
    history.add({4, now - 10, "4"}, now);
    EXPECT_EQ(idsOf(history.since(now - 40, 10)), "2 1 4 3 ")
        << "of one time in the order in which they came";
}

namespace {

//! What a rule makes of values at times (in seconds); `-` is time that passes without one.
std::string changesOf(
    const AlertWatch::Rule &rule, const std::vector<std::pair<int, std::optional<double>>> &story)
{
    AlertWatch watch(rule, AlertWatch::Phase::Quiet, now, now);
    std::string out;
    for (const auto &[second, value] : story) {
        const qint64 at = now + second * 1'000;
        const auto change = value ? watch.take(*value, at) : watch.passed(at);
        out += change == AlertWatch::Change::Fired       ? 'F'
               : change == AlertWatch::Change::Recovered ? 'R'
                                                         : '.';
    }
    return out;
}

} // namespace

TEST(AlertWatch, FiresAndRecovers)
{
    using Condition = AlertWatch::Condition;
    const std::optional<double> none;
    EXPECT_EQ(changesOf({Condition::Above, 100, 100, 0},
                  {{0, 99}, {1, 100}, {2, 101}, {3, 150}, {4, 100}, {5, 99}}),
        "..F.R.")
        << "the limit itself is good";
    EXPECT_EQ(changesOf({Condition::Below, 10, 12, 0}, {{0, 11}, {1, 9}, {2, 11}, {3, 9}, {4, 12}, {5, 9}}),
        ".F..RF")
        << "no flapping between the two lines";
    EXPECT_EQ(
        changesOf({Condition::Above, 100, 90, 10'000}, {{0, 101}, {5, none}, {9, 99}, {10, none}, {11, 101},
                                                           {20, none}, {21, none}, {22, 95}, {23, 90}}),
        "......F.R")
        << "it has to last";
    EXPECT_EQ(changesOf({Condition::Absent, 0, 0, 60'000},
                  {{0, 1}, {59, none}, {60, none}, {61, none}, {70, 1}, {129, none}, {130, none}}),
        "..F.R.F");
}

TEST(AlertWatch, TellsTheWorstOfThisTime)
{
    AlertWatch above({AlertWatch::Condition::Above, 100, 90, 0}, AlertWatch::Phase::Quiet, now, now);
    AlertWatch below({AlertWatch::Condition::Below, -100, -90, 0}, AlertWatch::Phase::Quiet, now, now);
    const struct
    {
        double value, worst;
    } story[] = {{120, 120}, {150, 150}, {101, 150}, {95, 150}, {90, 150}, {110, 110}, {105, 110}};
    for (const auto &[value, worst] : story) {
        (void)above.take(value, now);
        (void)below.take(-value, now);
        EXPECT_EQ(above.worst(), worst) << value;
        EXPECT_EQ(below.worst(), -worst) << value;
    }
}

TEST(Thinning, KeepsWhatStandsOutAndTheLast)
{
    QList<Sample> samples;
    for (int i = 0; i < 10'000; ++i)
        samples.append({now + i, double(i % 10)});
    samples[1'234].value = 1'000;
    samples[1'240].value = -1'000;
    samples[9'998].value = 500;
    samples[9'999].value = 2'000; // and is there once
    for (const qsizetype limit : {3, 4, 16, 300}) {
        const QList<Sample> kept = thinned(samples, limit);
        EXPECT_LE(kept.size(), limit);
        EXPECT_GE(kept.size(), limit - 2);
        EXPECT_EQ(kept.last(), samples.last());
        EXPECT_TRUE(kept.contains(samples.at(1'234)) && kept.contains(samples.at(1'240))) << limit;
        EXPECT_EQ(kept.contains(samples.at(9'998)), limit > 4) << limit;
        EXPECT_EQ(std::adjacent_find(kept.begin(), kept.end(),
                      [](const Sample &one, const Sample &other) { return one.at >= other.at; }),
            kept.end())
            << "in their order";
    }
    EXPECT_EQ(thinned(samples.first(300), 300), samples.first(300));
    EXPECT_EQ(thinned({}, 300), QList<Sample>());
}

TEST(PointHistory, IsSampledEvenlyFromTheNewest)
{
    PointHistory history({100, 1 << 20, 3'600'000});
    EXPECT_EQ(idsOf(history.sampled(0, 5, 1'000)), "");
    for (int i = 1; i <= 20; ++i)
        history.add({i, now + i, "1"}, now);
    EXPECT_EQ(idsOf(history.sampled(now + 17, 5, 100'000)), "17 18 19 20 ");
    EXPECT_EQ(idsOf(history.sampled(0, 5, 100'000)), "4 8 12 16 20 ");
    EXPECT_EQ(idsOf(history.sampled(now + 11, 3, 100'000)), "13 16 20 ");
    EXPECT_EQ(idsOf(history.sampled(now + 21, 3, 100'000)), "");
    history.add({21, now + 5, '"' + QByteArray(200, 'x') + '"'}, now);
    EXPECT_EQ(idsOf(history.sampled(now + 18, 100, 100'000)), "18 19 20 ") << "by its time";
    EXPECT_EQ(idsOf(history.sampled(0, 100, 202)), "21 ") << "no more than may be read";
}

TEST(AlertWatch, GoesOnAsItWasLeft)
{
    AlertWatch watch({AlertWatch::Condition::Above, 100, 90, 0}, AlertWatch::Phase::Firing, now - 5'000, now);
    EXPECT_EQ(watch.take(120, now), AlertWatch::Change::None) << "it has been told";
    EXPECT_EQ(watch.since(), now - 5'000);
    EXPECT_EQ(watch.worst(), 120);
    EXPECT_EQ(watch.take(90, now + 1), AlertWatch::Change::Recovered);
}

} // namespace hearth::test
