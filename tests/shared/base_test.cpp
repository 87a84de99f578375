#include "shared/base/closecode.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/base/utctime.h"
#include "shared/base/utf8.h"

#include <QSet>

namespace hearth {
namespace {

TEST(ErrorCodes, NamesAreUniqueAndComeBack)
{
    QSet<QString> names;
    for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        EXPECT_EQ(errorCodeFromName(name(code)), code);
        EXPECT_GE(httpStatus(code), 400);
        EXPECT_FALSE(text(code).isEmpty());
        names.insert(name(code));
    }
    EXPECT_EQ(names.size(), static_cast<int>(ErrorCode::Internal) + 1);
    EXPECT_EQ(text(ErrorCode::AccessDenied), QStringLiteral("Access denied"));
}

TEST(CloseCodes, TheRangeSaysWhetherToComeBack)
{
    EXPECT_TRUE(mayReconnect(static_cast<quint16>(CloseCode::Draining)));
    EXPECT_TRUE(mayReconnect(1006));
    EXPECT_FALSE(mayReconnect(static_cast<quint16>(CloseCode::TokenRevoked)));
}

TEST(UtcTimes, AreWrittenWithAZ)
{
    EXPECT_EQ(utcTime(0).toString(Qt::ISODate), QStringLiteral("1970-01-01T00:00:00Z"));
    EXPECT_EQ(
        utcTime(1'698'539'400'007).toString(Qt::ISODateWithMs), QStringLiteral("2023-10-29T00:30:00.007Z"));
}

TEST(Ids, AreUniqueAndOfTheirKind)
{
    QSet<QString> ids;
    for (int i = 0; i < 1000; ++i)
        ids.insert(newId(IdKind::Message));
    EXPECT_EQ(ids.size(), 1000);
    EXPECT_TRUE(newId(IdKind::Room).startsWith(QLatin1Char('r')));
    EXPECT_EQ(newSecret().size(), 43);
    EXPECT_EQ(newReadableCode().size(), 14);
}

TEST(Ids, OfATimeSortByIt)
{
    QString last;
    for (const qint64 ms :
        {0LL, 1LL, 31LL, 32LL, 1'700'000'000'000LL, 1'700'000'000'001LL, 33'000'000'000'000LL}) {
        QSet<QString> ids;
        for (int i = 0; i < 100; ++i)
            ids.insert(newTimedId(IdKind::Message, ms));
        EXPECT_EQ(ids.size(), 100) << "of the same millisecond";
        for (const QString &id : std::as_const(ids)) {
            EXPECT_EQ(id.size(), newId(IdKind::Message).size());
            EXPECT_TRUE(id.startsWith(QLatin1Char('m')));
            EXPECT_LT(last, id);
        }
        last = *std::max_element(ids.cbegin(), ids.cend());
    }
}

} // namespace

TEST(FittingText, KeepsWholeCharacters)
{
    const QString text = QString::fromUtf8("aß窯🔥");
    const std::pair<qsizetype, const char *> table[] = {
        {10, "aß窯🔥"}, {9, "aß …"}, {7, "aß …"}, {6, "a …"}, {4, " …"}, {3, "aß"}, {2, "a"}, {0, ""}};
    for (const auto &[bytes, expected] : table)
        EXPECT_EQ(fittingText(text, bytes), QString::fromUtf8(expected)) << bytes;
}

} // namespace hearth
