#include "server/auth/passwords.h"
#include "tests/support/waitfor.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>

namespace hearth::test {

using server::Passwords;

class PasswordsTest : public testing::Test
{
protected:
    Result<QString> hash(const QString &password)
    {
        std::optional<Result<QString>> got;
        m_passwords.hash(
            password, &m_context, [&got](Result<QString> result) { got.emplace(std::move(result)); });
        EXPECT_FALSE(got) << "no reply from within the call";
        EXPECT_TRUE(waitFor([&got] { return got.has_value(); }));
        return got.value_or(ErrorCode::Internal);
    }
    Result<bool> verify(const QString &password, const QString &stored)
    {
        std::optional<Result<bool>> got;
        m_passwords.verify(password, stored, &m_context, [&got](Result<bool> result) {
            EXPECT_EQ(QThread::currentThread(), QCoreApplication::instance()->thread());
            got.emplace(std::move(result));
        });
        EXPECT_TRUE(waitFor([&got] { return got.has_value(); }));
        return got.value_or(ErrorCode::Internal);
    }

    QObject m_context;
    Passwords m_passwords;
};

TEST_F(PasswordsTest, aHashFitsItsPasswordOnly)
{
    const auto stored = hash(QStringLiteral("correct horse"));
    ASSERT_TRUE(stored.isOk());
    EXPECT_TRUE(stored->startsWith(QStringLiteral("$argon2id$v=19$m=19456,t=2,p=1$")))
        << stored->toStdString();
    EXPECT_NE(*stored, *hash(QStringLiteral("correct horse"))) << "the salt";
    EXPECT_EQ(verify(QStringLiteral("correct horse"), *stored), Result<bool>(true));
    EXPECT_EQ(verify(QStringLiteral("correct horsf"), *stored), Result<bool>(false));
    EXPECT_EQ(verify({}, *stored), Result<bool>(false));
    EXPECT_EQ(verify(QStringLiteral("correct horse"), {}), Result<bool>(false));
    EXPECT_EQ(verify(QStringLiteral("correct horse"), QStringLiteral("no hash")), Result<bool>(false));
}

TEST_F(PasswordsTest, accentsMayBeTypedEitherWay)
{
    EXPECT_EQ(
        verify(QStringLiteral("pa\u0308sswort"), *hash(QStringLiteral("pässwort"))), Result<bool>(true));
}

TEST_F(PasswordsTest, lengthIsCountedInCharacters)
{
    const QString fire = QStringLiteral("\U0001F525"); // two units of UTF-16
    const std::pair<QString, bool> cases[] = {{QStringLiteral("1234567"), false},
        {QStringLiteral("12345678"), true}, {{}, false}, {QString(256, u'x'), true},
        {QString(257, u'x'), false}, {fire.repeated(7), false}, {fire.repeated(8), true},
        {fire.repeated(256), true}};
    for (const auto &[password, isFine] : cases) {
        const auto result = hash(password);
        EXPECT_EQ(result.isOk(), isFine) << password.size();
        if (!result.isOk()) {
            EXPECT_EQ(result.error().code, ErrorCode::WeakPassword);
        }
    }
}

TEST_F(PasswordsTest, anUnknownUserCostsWhatAKnownOneDoes)
{
    const auto stored = hash(QStringLiteral("correct horse"));
    const auto best = [this](const QString &against) {
        qint64 ns = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 5; ++i) {
            QElapsedTimer timer;
            timer.start();
            (void)verify(QStringLiteral("wrong password"), against);
            ns = std::min(ns, timer.nsecsElapsed());
        }
        return double(ns);
    };
    const double known = best(*stored);
    const double unknown = best({});
    // The machine may be busy: only another order of magnitude is a fault.
    EXPECT_LT(known / unknown, 4);
    EXPECT_LT(unknown / known, 4);
}

TEST_F(PasswordsTest, theQueueIsBounded)
{
    QObject context;
    auto passwords = std::make_unique<Passwords>();
    int refused = 0;
    int answered = 0;
    for (int i = 0; i < 2 + 256 + 3; ++i) {
        passwords->verify(QStringLiteral("password"), {}, &context, [&](const Result<bool> &result) {
            ++answered;
            refused += !result.isOk() && result.error().code == ErrorCode::Unavailable;
        });
    }
    ASSERT_TRUE(waitFor([&] { return refused == 3; }));
    const int before = answered;
    passwords.reset(); // the end does not wait for what has not begun, nor reply
    QCoreApplication::processEvents();
    EXPECT_EQ(answered, before);
}

TEST_F(PasswordsTest, aReplyToSomebodyGoneIsDropped)
{
    auto gone = std::make_unique<QObject>();
    bool called = false;
    m_passwords.verify(
        QStringLiteral("password"), {}, gone.get(), [&called](const auto &) { called = true; });
    gone.reset();
    (void)verify(QStringLiteral("password"), {});
    (void)verify(QStringLiteral("password"), {});
    EXPECT_FALSE(called);
}

} // namespace hearth::test
