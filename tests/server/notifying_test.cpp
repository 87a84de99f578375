#include "server/features/quiet.h"
#include "server/features/whom.h"
#include "server/features/words.h"

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;
using protocol::NotificationLevel;
using protocol::NotificationType;
using protocol::QuietHours;

namespace {

const QString anna = QStringLiteral("anna");
const QString ben = QStringLiteral("ben");
const QString carl = QStringLiteral("carl");
const QString everybody;

} // namespace

TEST(Whom, TheStrongestReasonHoldsAndNobodyHearsOfThemselves)
{
    using Type = NotificationType;
    struct Case
    {
        QList<Reason> reasons; //!< of what anna wrote
        std::optional<Type> bens;
        std::optional<Type> carls;
    };
    const Case table[] = {
        {{}, {}, {}},
        {{{ben, Type::Mention}}, Type::Mention, {}},
        {{{anna, Type::Mention}, {anna, Type::Keyword}, {anna, Type::Message}}, {}, {}},
        {{{ben, Type::Reply}, {ben, Type::Mention}, {ben, Type::Keyword}}, Type::Mention, {}},
        {{{ben, Type::Message}, {ben, Type::Keyword}, {ben, Type::Reply}}, Type::Reply, {}},
        {{{everybody, Type::Mention}}, Type::Mention, Type::Mention},
        {{{everybody, Type::Mention}, {ben, Type::Direct}, {carl, Type::Keyword}}, Type::Direct,
            Type::Mention},
    };
    for (const Case &each : table) {
        const Addressed addressed = addressedBy(each.reasons, anna);
        EXPECT_EQ(typeFor(addressed, {anna, NotificationLevel::All, {}, {}}), std::nullopt);
        EXPECT_EQ(typeFor(addressed, {ben, NotificationLevel::Mentions, {}, {}}), each.bens);
        EXPECT_EQ(typeFor(addressed, {carl, NotificationLevel::All, {}, {}}), each.carls);
        EXPECT_EQ(typeFor(addressed, {ben, NotificationLevel::None, {}, {}}), std::nullopt);
        EXPECT_EQ(addressed.isNobody(), !each.bens && !each.carls);
    }
}

TEST(Whom, AnEditConcernsThoseWhomItNamesAnew)
{
    const Reason toBen{ben, NotificationType::Mention};
    const Reason toAll{everybody, NotificationType::Mention};
    const Reason keyword{carl, NotificationType::Keyword};
    struct Case
    {
        QList<Reason> now;
        QStringList before;
        QList<Reason> named;
    };
    const Case table[] = {
        {{toBen, keyword}, {}, {toBen}},
        {{toBen}, {ben}, {}},
        {{toBen}, {carl}, {toBen}},
        {{toAll}, {ben}, {toAll}}, // ben has had one: the store keeps one a message
        {{toAll}, {everybody}, {}},
        {{toBen}, {everybody}, {}},
    };
    for (const Case &each : table)
        EXPECT_EQ(newlyNamed(each.now, each.before), each.named);
}

TEST(Quiet, HoursAreOfThePersonsOwnDay)
{
    struct Case
    {
        QuietHours hours;
        int hour, minute; //!< in UTC
        bool isQuiet;
    };
    const Case table[] = {
        {{9 * 60, 17 * 60, 0}, 8, 59, false},
        {{9 * 60, 17 * 60, 0}, 9, 0, true},
        {{9 * 60, 17 * 60, 0}, 16, 59, true},
        {{9 * 60, 17 * 60, 0}, 17, 0, false},
        {{22 * 60, 7 * 60, 0}, 21, 59, false},
        {{22 * 60, 7 * 60, 0}, 22, 0, true},
        {{22 * 60, 7 * 60, 0}, 0, 0, true},
        {{22 * 60, 7 * 60, 0}, 6, 59, true},
        {{22 * 60, 7 * 60, 0}, 7, 0, false},
        {{22 * 60, 7 * 60, 330}, 16, 30, true}, // 22:00 in Delhi
        {{22 * 60, 7 * 60, 330}, 16, 29, false},
        {{22 * 60, 7 * 60, -300}, 2, 59, false}, // 21:59 in New York
        {{22 * 60, 7 * 60, -300}, 3, 0, true},
        {{0, 60, 840}, 10, 30, true}, // 00:30 of the next day on Kiritimati
        {{8 * 60, 8 * 60, 0}, 8, 0, false},
    };
    constexpr qint64 someDay = qint64(20'000) * 24 * 60;
    for (const Case &each : table) {
        const qint64 now = (someDay + each.hour * 60 + each.minute) * 60'000 + 59'999;
        EXPECT_EQ(isQuiet(each.hours, {}, now), each.isQuiet)
            << each.hours.from << ' ' << each.hours.utcOffset << " at " << each.hour << ':' << each.minute;
    }
    EXPECT_TRUE(isQuiet(QuietHours{23 * 60, 24 * 60 - 1, -60}, {}, 30 * 60'000)) << "before 1970 began there";
}

TEST(Quiet, UntilATimeOrNotAtAll)
{
    EXPECT_FALSE(isQuiet({}, {}, 1000));
    EXPECT_TRUE(isQuiet({}, 1001, 1000));
    EXPECT_FALSE(isQuiet({}, 1000, 1000));
    EXPECT_TRUE(isQuiet(QuietHours{9 * 60, 10 * 60, 0}, 5000, 1000));
}

TEST(Words, AreFoundWithAndWithoutWhatStandsAroundThem)
{
    const std::pair<const char *, QStringList> table[] = {
        {"", {}},
        {"  \n ", {}},
        {"The Kiln", {QStringLiteral("the"), QStringLiteral("kiln")}},
        {"kiln, (kiln) kiln!", {QStringLiteral("kiln"), QStringLiteral("(kiln")}},
        {"C++.", {QStringLiteral("c++"), QStringLiteral("c")}},
        {"#launch-day", {QStringLiteral("#launch-day"), QStringLiteral("launch-day"),
                            QStringLiteral("launch"), QStringLiteral("day")}},
        {"MÜNCHEN münchen", {QStringLiteral("münchen")}},
        {"...", {}},
    };
    for (const auto &[text, words] : table)
        EXPECT_EQ(wordsIn(QString::fromUtf8(text)), words) << text;
}

TEST(Words, AreFoundWhereNoSpaceIsWritten)
{
    EXPECT_TRUE(wordsIn(QStringLiteral("我想去上海。")).contains(QStringLiteral("上海")));
    EXPECT_TRUE(wordsIn(QStringLiteral("去CI看看")).contains(QStringLiteral("看看")));
}

TEST(Words, AreBounded)
{
    QString text;
    for (int i = 0; i < 3000; ++i)
        text += QStringLiteral("w%1 ").arg(i);
    EXPECT_EQ(wordsIn(text).size(), 1000);
    EXPECT_EQ(wordsIn(QString(16 * 1024, u'上')).size(), 5) << "each once";
}

TEST(Words, AKeywordIsOne)
{
    for (const char *good : {"kiln", "c++", "上海", "#launch"})
        EXPECT_TRUE(isKeyword(QString::fromUtf8(good))) << good;
    for (const char *bad : {"", " ", "two words", "tab\t", "bell\a", "non\u00a0breaking"})
        EXPECT_FALSE(isKeyword(QString::fromUtf8(bad))) << bad;
}

} // namespace hearth::test
