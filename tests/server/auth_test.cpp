#include "server/auth/certificate.h"
#include "server/auth/passwords.h"
#include "server/auth/throttle.h"
#include "tests/support/fakeclock.h"
#include "tests/support/waitfor.h"

#include <QFile>
#include <QTemporaryDir>

namespace hearth::server {
namespace {

TEST(PasswordsTest, OnlyTheRightOneFits)
{
    Passwords passwords;
    QString hash;
    passwords.hash("correct horse", &passwords, [&](const Result<QString> &result) { hash = *result; });
    ASSERT_TRUE(waitFor([&] { return !hash.isEmpty(); }));
    EXPECT_TRUE(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    QList<bool> verdicts;
    const auto note = [&](const Result<bool> &result) { verdicts += *result; };
    passwords.verify("correct horse", hash, &passwords, note);
    ASSERT_TRUE(waitFor([&] { return verdicts.size() == 1; }));
    passwords.verify("wrong horse!", hash, &passwords, note);
    ASSERT_TRUE(waitFor([&] { return verdicts.size() == 2; }));
    passwords.verify("nobody has this password", {}, &passwords, note);
    ASSERT_TRUE(waitFor([&] { return verdicts.size() == 3; }));
    EXPECT_EQ(verdicts, QList<bool>({true, false, false}));
    passwords.hash("short", &passwords, [](const Result<QString> &result) { EXPECT_FALSE(result.isOk()); });
}

TEST(ThrottleTest, FiveFailuresThenDoublingWaits)
{
    FakeClock clock;
    Throttle throttle(clock);
    for (int i = 0; i < 4; ++i)
        throttle.failed("a");
    EXPECT_EQ(throttle.waitMs("a"), 0);
    throttle.failed("a");
    EXPECT_EQ(throttle.waitMs("a"), 1000);
    clock.step(1000);
    EXPECT_EQ(throttle.waitMs("a"), 0);
    throttle.failed("a");
    EXPECT_EQ(throttle.waitMs("a"), 2000);
    EXPECT_EQ(throttle.waitMs("b"), 0);
    throttle.succeeded("a");
    EXPECT_EQ(throttle.waitMs("a"), 0);
}

TEST(CertificateTest, IsMadeOnceAndItsKeyIsPrivate)
{
    QTemporaryDir folder;
    const auto first = Certificate::loadOrCreate(folder.path());
    ASSERT_TRUE(first.isOk());
    EXPECT_EQ(first->fingerprint.size(), 64);
    EXPECT_EQ(Certificate::loadOrCreate(folder.path())->fingerprint, first->fingerprint);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    EXPECT_FALSE(QFile::permissions(folder.filePath("key.pem")) & others);
}

} // namespace
} // namespace hearth::server
