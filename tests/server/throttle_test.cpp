#include "server/auth/throttle.h"
#include "server/auth/tokens.h"
#include "tests/support/fakeclock.h"

namespace hearth::test {

using server::Throttle;

namespace {

constexpr qint64 minute = 60'000;

void fail(Throttle &throttle, const QString &key, int times)
{
    for (int i = 0; i < times; ++i)
        throttle.failed(key);
}

} // namespace

TEST(ThrottleTest, waitsDoubleFromTheFifthFailure)
{
    struct Case
    {
        int failures;
        qint64 waitMs;
    };
    const Case cases[] = {{0, 0}, {1, 0}, {4, 0}, {5, 1'000}, {6, 2'000}, {7, 4'000}, {10, 32'000},
        {14, 512'000}, {15, 15 * minute}, {16, 15 * minute}, {1000, 15 * minute}};
    for (const auto &[failures, waitMs] : cases) {
        const FakeClock clock;
        Throttle throttle(clock);
        fail(throttle, QStringLiteral("anna"), failures);
        EXPECT_EQ(throttle.waitMs(QStringLiteral("anna")), waitMs) << failures;
        EXPECT_EQ(throttle.waitMs(QStringLiteral("ben")), 0);
    }
}

TEST(ThrottleTest, aWaitPassesWithTheSteadyClock)
{
    FakeClock clock;
    Throttle throttle(clock);
    fail(throttle, QStringLiteral("anna"), 6);
    clock.wall += 1'000 * minute;
    EXPECT_EQ(throttle.waitMs(QStringLiteral("anna")), 2'000);
    clock.step(1'500);
    EXPECT_EQ(throttle.waitMs(QStringLiteral("anna")), 500);
    clock.step(500);
    EXPECT_EQ(throttle.waitMs(QStringLiteral("anna")), 0);
    throttle.failed(QStringLiteral("anna"));
    EXPECT_EQ(throttle.waitMs(QStringLiteral("anna")), 4'000) << "having waited starts nothing anew";
}

TEST(ThrottleTest, forgetsAfterAQuarterOfAnHourOrASuccess)
{
    FakeClock clock;
    Throttle throttle(clock);
    fail(throttle, QStringLiteral("anna"), 4);
    clock.step(15 * minute);
    fail(throttle, QStringLiteral("anna"), 4);
    EXPECT_EQ(throttle.waitMs(QStringLiteral("anna")), 0);
    throttle.succeeded(QStringLiteral("anna"));
    fail(throttle, QStringLiteral("anna"), 4);
    EXPECT_EQ(throttle.waitMs(QStringLiteral("anna")), 0);
    throttle.failed(QStringLiteral("anna"));
    EXPECT_EQ(throttle.waitMs(QStringLiteral("anna")), 1'000);
}

TEST(ThrottleTest, aFloodOfKeysDoesNotFreeABlockedOne)
{
    FakeClock clock;
    Throttle throttle(clock);
    fail(throttle, QStringLiteral("anna"), 12);
    clock.step(1);
    for (int i = 0; i < 10'100; ++i)
        throttle.failed(QStringLiteral("flood%1").arg(i));
    EXPECT_GT(throttle.waitMs(QStringLiteral("anna")), 0);
}

TEST(Tokens, aSecretIsHashedWithoutTheSpacesAroundIt)
{
    const QByteArray hash = server::secretHash(QStringLiteral("abc"));
    EXPECT_EQ(hash.toHex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // FIPS 180-4
    EXPECT_EQ(server::secretHash(QStringLiteral(" abc\n")), hash);
    EXPECT_NE(server::secretHash(QStringLiteral("ab c")), hash);
}

} // namespace hearth::test
