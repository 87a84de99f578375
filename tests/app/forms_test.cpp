// What people type into forms, and what they copy out of them.
#include "app/viewmodels/numbertext.h"
#include "app/viewmodels/shellline.h"

#include <QLocale>
#include <QProcess>

#include <gtest/gtest.h>

#include <limits>

namespace hearth::app {
namespace {

const QLocale german(QLocale::German, QLocale::Germany);
const QLocale english(QLocale::English, QLocale::UnitedStates);
const QLocale french(QLocale::French, QLocale::France);

class NumberTextTest : public testing::Test
{
protected:
    void TearDown() override { QLocale::setDefault(QLocale::c()); }
};

TEST_F(NumberTextTest, IsReadInThePersonsLanguageAndNeverAsAnotherNumber)
{
    const struct
    {
        QLocale locale;
        const char *text;
        std::optional<double> value;
        const char *why;
    } cases[] = {
        {german, "21,5", 21.5, ""},
        {german, " -1200 ", -1200, ""},
        {german, "1.234", {}, "Write “1.234” as 1234 or 1,234."},
        {german, "21.5", {}, "Write “21.5” as 21,5."},
        {english, "21.5", 21.5, ""},
        {english, "1,234", {}, "Write “1,234” as 1234."},
        {english, "21,5", {}, "“21,5” is no number."},
        {french, "0,25", 0.25, ""},
        {QLocale::c(), "1e3", 1000, ""},
        {german, "elf", {}, "“elf” is no number."},
        {german, "nan", {}, "“nan” is no number."},
        {german, "inf", {}, "“inf” is no number."},
        {german, "", {}, "“” is no number."},
    };
    for (const auto &each : cases) {
        QLocale::setDefault(each.locale);
        const auto read = numberFrom(QString::fromUtf8(each.text));
        ASSERT_EQ(read.isOk(), each.value.has_value()) << each.text;
        if (read)
            EXPECT_EQ(*read, *each.value) << each.text;
        else
            EXPECT_EQ(read.error().message, QString::fromUtf8(each.why));
    }
}

TEST_F(NumberTextTest, IsReadBackAsItWasWritten)
{
    constexpr double most = std::numeric_limits<double>::max();
    for (const QLocale &locale :
        {german, english, french, QLocale::c(), QLocale(QLocale::Arabic, QLocale::Egypt)}) {
        QLocale::setDefault(locale);
        for (const double value : {0.0, 1.234, -1.234, 1234.0, 1234567.0, 1234567.8901234567, 0.1 + 0.2, 1e-7,
                 1e15, 1e300, most, -most, std::numeric_limits<double>::denorm_min()}) {
            const auto read = numberFrom(numberText(value));
            ASSERT_TRUE(read) << qPrintable(locale.name()) << value << qPrintable(read.error().message);
            EXPECT_EQ(*read, value) << qPrintable(locale.name());
        }
    }
    EXPECT_EQ(numberText({}), QString());
    QLocale::setDefault(german);
    EXPECT_EQ(numberText(1234567.5), QStringLiteral("1234567,5"));
}

TEST_F(NumberTextTest, MinutesAreExactToTheMillisecond)
{
    for (const QLocale &locale : {QLocale(QLocale::Swedish), german}) {
        QLocale::setDefault(locale);
        for (const qint64 ms : {0, 1, 5, 20'000, 30'000, 59'999, 60'000, 100'000, 86'360'001, 86'400'000})
            EXPECT_EQ(minutesFrom(minutesText(ms)), ms) << qPrintable(minutesText(ms));
    }
    EXPECT_EQ(minutesText(30'000), QStringLiteral("0,5"));
    EXPECT_EQ(minutesFrom(QStringLiteral("1440")), 86'400'000);
    for (const char *wrong : {"-1", "1440,1", "1.440", "soon", ""})
        EXPECT_EQ(minutesFrom(QLatin1String(wrong)), std::nullopt) << wrong;
}

//! Words that a peer or a person wrote come out of a real shell as they are.
TEST(ShellLine, HoldsWhateverItsWordsHold)
{
    EXPECT_EQ(shellLine({QStringLiteral("curl"), QStringLiteral("-H"), QStringLiteral("A: b")}),
        QStringLiteral("curl -H 'A: b'"));
    const QStringList words{QStringLiteral("plain-word_1.0/x"), QString(), QStringLiteral("it's"),
        QStringLiteral("'; touch /tmp/owned; '"), QStringLiteral("$(id) `id` $HOME ~ * ? !"),
        QStringLiteral("\"\\ & | < > # ="), QStringLiteral("größe")};
    QProcess shell;
    shell.start(QStringLiteral("/bin/sh"),
        {QStringLiteral("-c"),
            shellLine(QStringList{QStringLiteral("printf"), QStringLiteral("%s|")} + words)});
    ASSERT_TRUE(shell.waitForFinished());
    EXPECT_EQ(QString::fromUtf8(shell.readAll()), words.join(u'|') + u'|');
    EXPECT_EQ(shellLine({QStringLiteral("a\n\u001b[2Jb")}), QStringLiteral("'a[2Jb'"))
        << "a terminal acts on these before any shell";
}

} // namespace
} // namespace hearth::app
