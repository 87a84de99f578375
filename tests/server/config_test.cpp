#include "server/config/configfile.h"
#include "server/config/configuration.h"
#include "server/config/options.h"

#include <QCommandLineParser>
#include <QFile>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

namespace {

//! What hearthd would run with.
Result<Settings> settingsOf(const QStringList &arguments, const QProcessEnvironment &environment = {})
{
    QCommandLineParser parser;
    addOptions(parser);
    EXPECT_TRUE(parser.parse(QStringList{u"hearthd"_qs} + arguments)) << qPrintable(parser.errorText());
    return settingsFrom(parser, environment);
}

QProcessEnvironment environmentOf(const QString &name, const QString &value)
{
    QProcessEnvironment environment;
    environment.insert(name, value);
    return environment;
}

//! A value that differs from the default and is in the option's range.
QString otherValue(const Option &option)
{
    const QString now = option.get(Settings());
    switch (option.kind) {
    case Option::Kind::Number:
        return QString::number(std::abs(now.toLongLong() - 1));
    case Option::Kind::Switch:
        return now == u"yes"_qs ? u"no"_qs : u"yes"_qs;
    case Option::Kind::List:
        return option.key == u"transports"_qs ? u"websocket"_qs : u"http://a,http://b"_qs;
    case Option::Kind::Text:
        break;
    }
    const QHash<QString, QString> texts{{u"data"_qs, u"/tmp/\"odd\" \\ name"_qs},
        {u"listen"_qs, u"[::1]:80"_qs}, {u"registration"_qs, u"closed"_qs}, {u"path"_qs, u"/io/"_qs},
        {u"io"_qs, u"send"_qs}};
    return texts.value(option.key, u"text"_qs);
}

} // namespace

class Config : public testing::Test
{
protected:
    QString file(const QByteArray &text)
    {
        QFile file(m_folder.filePath(u"hearthd.toml"_qs));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        return file.fileName();
    }
    Result<Settings> settingsOfFile(const QByteArray &text)
    {
        return settingsOf({u"--config"_qs, file(text)});
    }

    QTemporaryDir m_folder;
};

TEST_F(Config, commandLineGoesBeforeEnvironmentBeforeFileBeforeDefault)
{
    const QStringList fromFile{u"--config"_qs, file("[limits]\nconnections_per_user = 3\n")};
    const auto environment = environmentOf(u"HEARTH_LIMITS_CONNECTIONS_PER_USER"_qs, u"4"_qs);
    const QStringList argument{u"--limits-connections-per-user"_qs, u"5"_qs};
    EXPECT_EQ(settingsOf({})->limits.connectionsPerUser, Limits().connectionsPerUser);
    EXPECT_EQ(settingsOf(fromFile)->limits.connectionsPerUser, 3);
    EXPECT_EQ(settingsOf(fromFile, environment)->limits.connectionsPerUser, 4);
    EXPECT_EQ(settingsOf(fromFile + argument, environment)->limits.connectionsPerUser, 5);
    const auto byEnvironment = settingsOf({}, environmentOf(u"HEARTH_CONFIG"_qs, fromFile[1]));
    EXPECT_EQ(byEnvironment->limits.connectionsPerUser, 3);
}

TEST_F(Config, everyOptionIsSetByEachOfItsNames)
{
    const Settings defaults;
    for (const Option &option : options()) {
        const QString value = otherValue(option);
        Settings expected;
        ASSERT_TRUE(option.set(expected, value).isOk()) << qPrintable(option.name());
        EXPECT_FALSE(expected == defaults) << qPrintable(option.name());
        EXPECT_EQ(option.get(expected), value) << qPrintable(option.name());
        EXPECT_EQ(settingsOf({u"--"_qs + option.argument() + u"="_qs + value}), Result(expected));
        const auto environment = environmentOf(QString::fromLatin1(option.variable()), value);
        EXPECT_EQ(settingsOf({}, environment), Result(expected)) << option.variable().constData();
        EXPECT_EQ(settingsOfFile(configFileOf(expected).toUtf8()), Result(expected));
    }
}

TEST_F(Config, everyLimitHasAnOption)
{
    QFile header(QStringLiteral(HEARTH_SOURCES "/shared/base/limits.h"));
    ASSERT_TRUE(header.open(QIODevice::ReadOnly));
    static const QRegularExpression field(
        u"^    (?:int|qint64|double) (\\w+) = "_qs, QRegularExpression::MultilineOption);
    static const QRegularExpression upper(u"([A-Z])"_qs);
    QStringList fields;
    auto matches = field.globalMatch(QString::fromUtf8(header.readAll()));
    while (matches.hasNext())
        fields += matches.next().captured(1).replace(upper, u"_\\1"_qs).toLower();
    QStringList keys;
    for (const Option &option : options()) {
        if (option.section == u"limits"_qs)
            keys += option.key;
    }
    EXPECT_EQ(keys, fields);
}

TEST_F(Config, theWholeFileGivesBackTheDefaults)
{
    const QString text = configFileOf(Settings());
    EXPECT_EQ(settingsOfFile(text.toUtf8()), Result(Settings()));
    QCommandLineParser parser;
    addOptions(parser);
    for (const Option &option : options()) {
        EXPECT_TRUE(text.contains(option.key + u" = "_qs)) << qPrintable(option.name());
        EXPECT_TRUE(parser.helpText().contains(u"--"_qs + option.argument())) << qPrintable(option.name());
    }
}

TEST_F(Config, zeroLiftsALimit)
{
    const Settings lifted = *settingsOf({u"--limits-unauthenticated-ms=0"_qs, u"--limits-write-queue=0"_qs});
    EXPECT_EQ(lifted.limits.unauthenticatedMs, std::numeric_limits<int>::max());
    EXPECT_TRUE(configFileOf(lifted).contains(u"\nwrite_queue = 0\n"_qs));
}

TEST_F(Config, whatIsWrongIsNamedInOneLine)
{
    struct Case
    {
        QByteArray text;
        QString message; //!< after the file's name
    };
    const Case cases[] = {
        {"nonsense = 1\n", u":1: there is no option nonsense; `hearthd config` shows them all"_qs},
        {"\n[limits]\nnonsense = 1\n", u":3: there is no option limits.nonsense;"_qs},
        {"[nonsense]\n", u":1: there is no option nonsense;"_qs},
        {"limits = 5\n", u":1: limits is a section: write [limits]"_qs},
        {"[limits]\npage_size = \"many\"\n", u":2: limits.page_size takes a number"_qs},
        {"[limits]\npage_size = 1.5\n", u":2: limits.page_size takes a whole number from 1 to 100, not"_qs},
        {"[limits]\npage_size = 101\n",
            u":2: limits.page_size takes a whole number from 1 to 100, not '101'"_qs},
        {"[limits]\nwrite_queue = -1\n",
            u":2: limits.write_queue takes a whole number from 1 to 2147483647 (0 lifts"_qs},
        {"[limits]\nmessages_per_second = -0.5\n",
            u":2: limits.messages_per_second takes a number from 0"_qs},
        {"[limits]\npage_size = 1\npage_size = 2\n", u":3: "_qs},
        {"listen = 8484\n", u":1: listen takes text in quotes"_qs},
        {"listen = \"here\"\n", u":1: listen takes ADDRESS:PORT"_qs},
        {"allow_plain = \"yes\"\n", u":1: allow_plain takes true or false"_qs},
        {"registration = \"maybe\"\n", u":1: registration takes invite, open or closed, not 'maybe'"_qs},
        {"[socketio]\npath = \"io\"\n", u":2: socketio.path takes a path"_qs},
        {"io = \"fast\"\n", u":1: io takes best or send, not 'fast'"_qs},
        {"[socketio]\ntransports = [\"smoke\"]\n", u":2: socketio.transports takes polling, websocket or"_qs},
        {"[socketio]\ntransports = []\n", u":2: socketio.transports takes polling, websocket or"_qs},
        {"[socketio]\ncors_origins = [1]\n", u":2: socketio.cors_origins takes a list"_qs},
        {"[limits\n", u":1: "_qs},
        {"registration = open\n", u":1: "_qs},
    };
    for (const auto &[text, message] : cases) {
        const auto settings = settingsOfFile(text);
        ASSERT_FALSE(settings.isOk()) << text.constData();
        const QString said = settings.error().message;
        EXPECT_TRUE(said.startsWith(m_folder.filePath(u"hearthd.toml"_qs) + message)) << qPrintable(said);
        EXPECT_FALSE(said.contains(u'\n')) << qPrintable(said);
    }
}

TEST_F(Config, anErrorNamesTheOptionAsItWasGiven)
{
    EXPECT_TRUE(
        settingsOf({u"--limits-page-size=x"_qs}).error().message.startsWith(u"--limits-page-size takes"_qs));
    const auto environment = environmentOf(u"HEARTH_LIMITS_PAGE_SIZE"_qs, u"0"_qs);
    EXPECT_TRUE(settingsOf({}, environment).error().message.startsWith(u"HEARTH_LIMITS_PAGE_SIZE takes"_qs));
    const QString missing = m_folder.filePath(u"missing.toml"_qs);
    for (const QString &path : {missing, m_folder.path()}) {
        const QString said = settingsOf({u"--config"_qs, path}).error().message;
        EXPECT_TRUE(said.startsWith(u"cannot read the configuration "_qs + path)) << qPrintable(said);
    }
}

} // namespace hearth::test
