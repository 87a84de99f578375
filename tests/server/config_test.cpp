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
    EXPECT_TRUE(parser.parse(QStringList{QStringLiteral("hearthd")} + arguments))
        << qPrintable(parser.errorText());
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
        return now == QStringLiteral("yes") ? QStringLiteral("no") : QStringLiteral("yes");
    case Option::Kind::List:
        if (option.key == QStringLiteral("trusted_proxies"))
            return QStringLiteral("192.168.1.0/24,::1/128");
        return option.key == QStringLiteral("transports") ? QStringLiteral("websocket")
                                                          : QStringLiteral("http://a,http://b");
    case Option::Kind::Text:
        break;
    }
    const QHash<QString, QString> texts{{QStringLiteral("data"), QStringLiteral("/tmp/\"odd\" \\ name")},
        {QStringLiteral("listen"), QStringLiteral("[::1]:80")},
        {QStringLiteral("database"), QStringLiteral("postgresql://anna:%20@db/hearth?sslmode=require")},
        {QStringLiteral("redis"), QStringLiteral("rediss://:pass%20word@one:1,two/3")},
        {QStringLiteral("wire"), QStringLiteral("sharded")},
        {QStringLiteral("registration"), QStringLiteral("closed")},
        {QStringLiteral("path"), QStringLiteral("/io/")}, {QStringLiteral("io"), QStringLiteral("send")},
        {QStringLiteral("metrics"), QStringLiteral("off")},
        {QStringLiteral("redis"), QStringLiteral("rediss://anna:%20@redis/1")},
        {QStringLiteral("wire"), QStringLiteral("sharded")}};
    return texts.value(option.key, QStringLiteral("text"));
}

} // namespace

class Config : public testing::Test
{
protected:
    QString file(const QByteArray &text)
    {
        QFile file(m_folder.filePath(QStringLiteral("hearthd.toml")));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        return file.fileName();
    }
    Result<Settings> settingsOfFile(const QByteArray &text)
    {
        return settingsOf({QStringLiteral("--config"), file(text)});
    }

    QTemporaryDir m_folder;
};

TEST_F(Config, commandLineGoesBeforeEnvironmentBeforeFileBeforeDefault)
{
    const QStringList fromFile{QStringLiteral("--config"), file("[limits]\nconnections_per_user = 3\n")};
    const auto environment =
        environmentOf(QStringLiteral("HEARTH_LIMITS_CONNECTIONS_PER_USER"), QStringLiteral("4"));
    const QStringList argument{QStringLiteral("--limits-connections-per-user"), QStringLiteral("5")};
    EXPECT_EQ(settingsOf({})->limits.connectionsPerUser, Limits().connectionsPerUser);
    EXPECT_EQ(settingsOf(fromFile)->limits.connectionsPerUser, 3);
    EXPECT_EQ(settingsOf(fromFile, environment)->limits.connectionsPerUser, 4);
    EXPECT_EQ(settingsOf(fromFile + argument, environment)->limits.connectionsPerUser, 5);
    const auto byEnvironment = settingsOf({}, environmentOf(QStringLiteral("HEARTH_CONFIG"), fromFile[1]));
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
        EXPECT_EQ(settingsOf({QStringLiteral("--") + option.argument() + QStringLiteral("=") + value}),
            Result(expected));
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
        QStringLiteral("^    (?:int|qint64|double) (\\w+) = "), QRegularExpression::MultilineOption);
    static const QRegularExpression upper(QStringLiteral("([A-Z])"));
    QStringList fields;
    auto matches = field.globalMatch(QString::fromUtf8(header.readAll()));
    while (matches.hasNext())
        fields += matches.next().captured(1).replace(upper, QStringLiteral("_\\1")).toLower();
    QStringList keys;
    for (const Option &option : options()) {
        if (option.section == QStringLiteral("limits"))
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
        EXPECT_TRUE(text.contains(option.key + QStringLiteral(" = "))) << qPrintable(option.name());
        EXPECT_TRUE(parser.helpText().contains(QStringLiteral("--") + option.argument()))
            << qPrintable(option.name());
    }
}

TEST_F(Config, zeroLiftsALimit)
{
    const Settings lifted = *settingsOf(
        {QStringLiteral("--limits-unauthenticated-ms=0"), QStringLiteral("--limits-write-queue=0")});
    EXPECT_EQ(lifted.limits.unauthenticatedMs, std::numeric_limits<int>::max());
    EXPECT_TRUE(configFileOf(lifted).contains(QStringLiteral("\nwrite_queue = 0\n")));
}

TEST_F(Config, whatIsWrongIsNamedInOneLine)
{
    struct Case
    {
        QByteArray text;
        QString message; //!< after the file's name
    };
    const Case cases[] = {
        {"nonsense = 1\n",
            QStringLiteral(":1: there is no option nonsense; `hearthd config` shows them all")},
        {"\n[limits]\nnonsense = 1\n", QStringLiteral(":3: there is no option limits.nonsense;")},
        {"[nonsense]\n", QStringLiteral(":1: there is no option nonsense;")},
        {"limits = 5\n", QStringLiteral(":1: limits is a section: write [limits]")},
        {"[limits]\npage_size = \"many\"\n", QStringLiteral(":2: limits.page_size takes a number")},
        {"[limits]\npage_size = 1.5\n",
            QStringLiteral(":2: limits.page_size takes a whole number from 1 to 100, not")},
        {"[limits]\npage_size = 101\n",
            QStringLiteral(":2: limits.page_size takes a whole number from 1 to 100, not '101'")},
        {"[limits]\nwrite_queue = -1\n",
            QStringLiteral(":2: limits.write_queue takes a whole number from 1 to 2147483647 (0 lifts")},
        {"[limits]\nmessages_per_second = -0.5\n",
            QStringLiteral(":2: limits.messages_per_second takes a number from 0")},
        {"[limits]\npage_size = 1\npage_size = 2\n", QStringLiteral(":3: ")},
        {"listen = 8484\n", QStringLiteral(":1: listen takes text in quotes")},
        {"listen = \"here\"\n", QStringLiteral(":1: listen takes ADDRESS:PORT")},
        {"allow_plain = \"yes\"\n", QStringLiteral(":1: allow_plain takes true or false")},
        {"registration = \"maybe\"\n",
            QStringLiteral(":1: registration takes invite, open or closed, not 'maybe'")},
        {"[socketio]\npath = \"io\"\n", QStringLiteral(":2: socketio.path takes a path")},
        {"trusted_proxies = [\"10.1\"]\n",
            QStringLiteral(
                ":1: trusted_proxies takes addresses and networks such as 192.168.1.0/24, not '10.1'")},
        {"trusted_proxies = [\"proxy.lan\"]\n", QStringLiteral(":1: trusted_proxies takes addresses")},
        {"trusted_proxies = [\"10.0.0.1/33\"]\n", QStringLiteral(":1: trusted_proxies takes addresses")},
        {"io = \"fast\"\n", QStringLiteral(":1: io takes best or send, not 'fast'")},
        {"[socketio]\ntransports = [\"smoke\"]\n",
            QStringLiteral(":2: socketio.transports takes polling, websocket or")},
        {"[socketio]\ntransports = []\n",
            QStringLiteral(":2: socketio.transports takes polling, websocket or")},
        {"[socketio]\ncors_origins = [1]\n", QStringLiteral(":2: socketio.cors_origins takes a list")},
        {"[limits\n", QStringLiteral(":1: ")},
        {"registration = open\n", QStringLiteral(":1: ")},
    };
    for (const auto &[text, message] : cases) {
        const auto settings = settingsOfFile(text);
        ASSERT_FALSE(settings.isOk()) << text.constData();
        const QString said = settings.error().message;
        EXPECT_TRUE(said.startsWith(m_folder.filePath(QStringLiteral("hearthd.toml")) + message))
            << qPrintable(said);
        EXPECT_FALSE(said.contains(u'\n')) << qPrintable(said);
    }
}

TEST_F(Config, anErrorNamesTheOptionAsItWasGiven)
{
    EXPECT_TRUE(settingsOf({QStringLiteral("--limits-page-size=x")})
                    .error()
                    .message.startsWith(QStringLiteral("--limits-page-size takes")));
    const auto environment = environmentOf(QStringLiteral("HEARTH_LIMITS_PAGE_SIZE"), QStringLiteral("0"));
    EXPECT_TRUE(settingsOf({}, environment)
                    .error()
                    .message.startsWith(QStringLiteral("HEARTH_LIMITS_PAGE_SIZE takes")));
    const QString missing = m_folder.filePath(QStringLiteral("missing.toml"));
    for (const QString &path : {missing, m_folder.path()}) {
        const QString said = settingsOf({QStringLiteral("--config"), path}).error().message;
        EXPECT_TRUE(said.startsWith(QStringLiteral("cannot read the configuration ") + path))
            << qPrintable(said);
    }
}

} // namespace hearth::test
