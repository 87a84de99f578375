#include "server/server/application.h"
#include "shared/protocol/documentation.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>
#include <QStandardPaths>
#include <QUrl>

#include <csignal>
#include <cstdio>
#include <sys/socket.h>
#include <unistd.h>

using namespace hearth;
using namespace hearth::server;

namespace {

struct Flag
{
    const char *name;
    const char *value;
    const char *fallback;
    const char *doc;
};

//! Every option, also as HEARTH_… in the environment.
constexpr Flag flags[] = {
    {"data", "DIR", "", "where the database, the certificate and the key are kept"},
    {"listen", "ADDRESS:PORT", "0.0.0.0:8484", "port 0 picks a free one"},
    {"allow-plain", "yes|no", "no", "take plain http and ws also from other machines"},
    {"registration", "invite|open|closed", "invite", "who may make an account"},
    {"cors-origins", "LIST", "", "origins of web pages that may connect, exact, separated by commas"},
    {"socketio-ping-interval", "MS", "25000", "between two heartbeats"},
    {"socketio-ping-timeout", "MS", "60000", "for the answer to one"},
    {"limits-messages-per-second", "N", "20", "of one person, 0 lifts it"},
    {"limits-message-burst", "N", "40", "above that rate for a moment"},
    {"limits-events-per-second", "N", "100", "of any kind of one person, 0 lifts it"},
    {"limits-event-burst", "N", "400", "above that rate for a moment"},
    {"limits-unauthenticated-per-address", "N", "64", "connections that have not signed in, 0 lifts it"},
    {"limits-connections-per-user", "N", "20", "at once, 0 lifts it"},
    {"limits-typing-interval-ms", "MS", "2000", "a repeated typing:start within it is absorbed"},
};

int fail(const QString &line)
{
    std::fprintf(stderr, "hearthd: %s\n", qUtf8Printable(line));
    return 1;
}

QString option(const QCommandLineParser &parser, const QString &name)
{
    const QByteArray variable = "HEARTH_" + name.toLatin1().toUpper().replace('-', '_');
    return parser.isSet(name) || !qEnvironmentVariableIsSet(variable.constData())
               ? parser.value(name)
               : qEnvironmentVariable(variable.constData());
}

Result<int> number(const QCommandLineParser &parser, const char *name)
{
    bool ok = false;
    const QString text = option(parser, QString::fromLatin1(name));
    const int value = text.toInt(&ok);
    if (ok && value >= 0)
        return value;
    return Error(ErrorCode::InvalidRequest,
        QStringLiteral("--%1 takes a whole number from 0, not '%2'").arg(QLatin1String(name), text));
}

Result<Settings> settingsFrom(const QCommandLineParser &parser)
{
    Settings settings;
    const auto text = [&parser](const char *name) { return option(parser, QString::fromLatin1(name)); };
    settings.dataFolder = text("data");
    const QUrl listen(QStringLiteral("tcp://") + text("listen"));
    if (!listen.isValid() || listen.port() < 0 || !settings.address.setAddress(listen.host()))
        return Error(ErrorCode::InvalidRequest,
            QStringLiteral("--listen takes ADDRESS:PORT, such as 0.0.0.0:8484, not '%1'")
                .arg(text("listen")));
    settings.port = quint16(listen.port());
    settings.allowsPlain = text("allow-plain") == QLatin1String("yes");
    settings.origins = text("cors-origins").split(QLatin1Char(','), Qt::SkipEmptyParts);
    const QString registration = text("registration");
    if (registration == QLatin1String("open"))
        settings.registration = Registration::Open;
    else if (registration == QLatin1String("closed"))
        settings.registration = Registration::Closed;
    else if (registration != QLatin1String("invite"))
        return Error(ErrorCode::InvalidRequest,
            QStringLiteral("--registration takes invite, open or closed, not '%1'").arg(registration));
    const std::pair<const char *, int *> numbers[] = {
        {"socketio-ping-interval", &settings.session.pingIntervalMs},
        {"socketio-ping-timeout", &settings.session.pingTimeoutMs},
        {"limits-message-burst", &settings.limits.messageBurst},
        {"limits-event-burst", &settings.limits.eventBurst},
        {"limits-unauthenticated-per-address", &settings.limits.unauthenticatedPerAddress},
        {"limits-connections-per-user", &settings.limits.connectionsPerUser},
        {"limits-typing-interval-ms", &settings.limits.typingIntervalMs},
    };
    for (const auto &[name, target] : numbers) {
        const auto value = number(parser, name);
        if (!value)
            return value.error();
        *target = *value;
    }
    const std::pair<const char *, double *> rates[] = {
        {"limits-messages-per-second", &settings.limits.messagesPerSecond},
        {"limits-events-per-second", &settings.limits.eventsPerSecond},
    };
    for (const auto &[name, target] : rates) {
        const auto value = number(parser, name);
        if (!value)
            return value.error();
        *target = *value;
    }
    return settings;
}

int signalPipe[2];

//! A signal handler may do nothing but write.
void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(signalPipe[0], &byte, 1);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("hearthd"));
    QCoreApplication::setApplicationVersion(QStringLiteral("0.1.0"));

    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "The server of Hearth: team chat for a local network.\n"
        "Each option can also be set in the environment: --allow-plain as HEARTH_ALLOW_PLAIN.\n"
        "`hearthd protocol` prints the description of the wire."));
    parser.addHelpOption();
    parser.addVersionOption();
    for (const Flag &flag : flags) {
        const QString fallback = QByteArrayView(flag.name) == "data"
                                     ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                                     : QString::fromLatin1(flag.fallback);
        parser.addOption({QString::fromLatin1(flag.name),
            QStringLiteral("%1 (%2)").arg(QString::fromLatin1(flag.doc), fallback),
            QString::fromLatin1(flag.value), fallback});
    }
    if (!parser.parse(QCoreApplication::arguments()))
        return fail(parser.errorText() + QStringLiteral(" See --help."));
    if (parser.isSet(QStringLiteral("help")))
        parser.showHelp();
    if (parser.isSet(QStringLiteral("version")))
        parser.showVersion();
    const QStringList words = parser.positionalArguments();
    if (words == QStringList{QStringLiteral("protocol")}) {
        std::fputs(protocol::protocolMarkdown().toUtf8().constData(), stdout);
        return 0;
    }
    if (!words.isEmpty())
        return fail(QStringLiteral("there is no command '%1'. See --help.").arg(words.first()));
    const auto settings = settingsFrom(parser);
    if (!settings)
        return fail(settings.error().message);

    Application server(*settings);
    if (const auto started = server.start(); !started)
        return fail(started.error().message);

    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, signalPipe) != 0)
        return fail(QStringLiteral("cannot make a socket pair"));
    QSocketNotifier notifier(signalPipe[1], QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &app, [&server, &notifier] {
        // Draining runs the event loop, where the byte that is still there would call again.
        notifier.setEnabled(false);
        server.drain();
        QCoreApplication::quit();
    });
    std::signal(SIGTERM, onSignal);
    std::signal(SIGINT, onSignal);

    server.accounts().makeSetupCode([&server, &settings](const QString &code) {
        if (!code.isEmpty())
            std::printf("setup code: %s\n", qUtf8Printable(code));
        std::printf("certificate: %s\n", qUtf8Printable(server.fingerprint()));
        QString host = settings->address.toString();
        if (host.contains(QLatin1Char(':')))
            host = QLatin1Char('[') + host + QLatin1Char(']');
        std::printf("listening on http://%s:%d\n", qUtf8Printable(host), server.port());
        std::fflush(stdout);
    });
    return QCoreApplication::exec();
}
