#include "app/options.h"

#include "app/net/address.h"
#include "shared/base/strictjson.h"

#include <QCommandLineParser>
#include <QFile>
#include <QJsonObject>

namespace hearth::app {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Options", text);
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error(ErrorCode::InvalidRequest, tr("%1 cannot be read: %2").arg(path, file.errorString()));
    return file.read(64 * 1024);
}

//! The demo's file: {"token", "user": {"id", "username", "displayName"}}, as /api/login answers.
Result<SignedIn> readTicket(const QString &path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    const auto json = parseStrictJson(*bytes);
    const QJsonObject ticket = json ? json->toObject() : QJsonObject();
    const QJsonObject user = ticket.value(QLatin1String("user")).toObject();
    SignedIn out;
    out.token = ticket.value(QLatin1String("token")).toString();
    out.userId = user.value(QLatin1String("id")).toString();
    out.username = user.value(QLatin1String("username")).toString();
    out.displayName = user.value(QLatin1String("displayName")).toString();
    if (out.token.isEmpty() || out.userId.isEmpty())
        return Error(ErrorCode::InvalidRequest, tr("%1 holds no token and user").arg(path));
    return out;
}

Result<DashboardRotation::Wanted> wallFrom(const QString &names, const QString &seconds)
{
    DashboardRotation::Wanted out;
    for (const QString &each : names.split(QLatin1Char(','))) {
        if (!each.trimmed().isEmpty())
            out.names += each.trimmed();
    }
    if (out.names.isEmpty())
        return Error(ErrorCode::InvalidRequest, tr("--wall takes the name of a dashboard"));
    bool isNumber = false;
    out.seconds = seconds.toInt(&isNumber);
    if (!isNumber || out.seconds < DashboardRotation::leastSeconds || out.seconds > 24 * 3'600)
        return Error(ErrorCode::InvalidRequest,
            tr("--wall-seconds takes a number from %1 to 86400").arg(DashboardRotation::leastSeconds));
    return out;
}

} // namespace

Result<AppOptions> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Team chat for a local network."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption data(
        QStringLiteral("data"), tr("Keep everything in this folder."), tr("folder"));
    const QCommandLineOption signIn(
        QStringLiteral("sign-in"), tr("Sign in to this server, with --ticket-file."), tr("address"));
    const QCommandLineOption ticket(QStringLiteral("ticket-file"),
        tr("A JSON file with the token and the user, as /api/login answers."), tr("file"));
    const QCommandLineOption attempts(QStringLiteral("max-attempts"),
        tr("Attempts to connect in a row, 0 for no end (the default)."), tr("number"), QStringLiteral("0"));
    const QCommandLineOption screenshots(QStringLiteral("screenshots"),
        tr("Put pictures of the window into this folder, then end."), tr("folder"));
    const QCommandLineOption painted(
        QStringLiteral("report-painted"), tr("Print `history painted` once messages have been shown."));
    const QCommandLineOption wall(QStringLiteral("wall"),
        tr("Show these dashboards on the whole screen, in turn, and nothing else. Esc leaves it."),
        tr("name[,name…]"));
    const QCommandLineOption wallSeconds(QStringLiteral("wall-seconds"),
        tr("For how long --wall shows each, from 5 (30)."), tr("number"),
        QString::number(DashboardRotation::defaultSeconds));
    parser.addOptions({data, signIn, ticket, attempts, screenshots, painted, wall, wallSeconds});
    parser.process(arguments);

    AppOptions out;
    out.data = parser.value(data);
    out.screenshots = parser.value(screenshots);
    out.reportPainted = parser.isSet(painted);
    if (parser.isSet(wall)) {
        const auto wanted = wallFrom(parser.value(wall), parser.value(wallSeconds));
        if (!wanted)
            return wanted.error();
        out.wall = *wanted;
    } else if (parser.isSet(wallSeconds)) {
        return Error(ErrorCode::InvalidRequest, tr("--wall-seconds goes with --wall"));
    }
    bool isNumber = false;
    out.maxAttempts = parser.value(attempts).toInt(&isNumber);
    if (!isNumber || out.maxAttempts < 0)
        return Error(ErrorCode::InvalidRequest, tr("--max-attempts takes a number from 0"));
    if (parser.isSet(signIn) != parser.isSet(ticket))
        return Error(ErrorCode::InvalidRequest, tr("--sign-in and --ticket-file go together"));
    if (parser.isSet(signIn)) {
        const auto server = serverAddress(parser.value(signIn));
        if (!server)
            return Error(ErrorCode::InvalidRequest, tr("%1 is no address").arg(parser.value(signIn)));
        auto account = readTicket(parser.value(ticket));
        if (!account)
            return account.error();
        account->server = *server;
        out.signIn = *account;
    }
    return out;
}

} // namespace hearth::app
