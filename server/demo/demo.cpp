#include "server/demo/demo.h"

#include "server/demo/conversation.h"
#include "server/demo/workshop.h"
#include "server/server/datafolder.h"
#include "server/server/serve.h"
#include "shared/protocol/codec.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cstdio>

namespace hearth::server {

namespace {

QString ticketFile(const DataFolder &folder)
{
    return QDir(folder.path()).filePath(QStringLiteral("demo-ticket.json"));
}

//! A demo must not talk into a server of somebody's own, whose people may have the same names: only where an
//! earlier one left its ticket it comes back to accounts that are there.
Result<Done> makeSureItIsOurs(Database &db, const DataFolder &folder)
{
    const auto count = db.accounts().userCount();
    if (!count)
        return count.error();
    if (*count == 0 || QFile::exists(ticketFile(folder)))
        return Done{};
    return Error(ErrorCode::InvalidRequest,
        QStringLiteral("the data folder %1 holds a server of your own; choose another for --demo with --data")
            .arg(folder.path()));
}

Result<DemoCast> settleIn(const DataFolder &folder, const DemoScript &script)
{
    const auto db = folder.database()(true);
    if (!db)
        return db.error();
    if (const auto ours = makeSureItIsOurs(**db, folder); !ours)
        return ours.error();
    if (const auto begun = (*db)->begin(); !begun)
        return begun.error();
    auto cast = settle(**db, script, QDateTime::currentMSecsSinceEpoch());
    if (!cast)
        return cast;
    const auto committed = (*db)->commit();
    return committed ? cast : committed.error();
}

Result<Done> writeTicket(const DataFolder &folder, const DemoAccount &account)
{
    const QJsonObject ticket{{QStringLiteral("token"), account.token},
        {QStringLiteral("user"), protocol::encodeObject(account.user)}};
    QFile file(ticketFile(folder));
    file.remove();
    const QByteArray text = QJsonDocument(ticket).toJson();
    const bool isWritten =
        file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner) &&
        file.write(text) == text.size() && file.flush();
    if (isWritten)
        return Done{};
    return Error(ErrorCode::Unavailable,
        QStringLiteral("cannot write %1: %2").arg(file.fileName(), file.errorString()));
}

//! Has the folder for itself only meanwhile: then the server takes it.
Result<DemoCast> prepare(const QString &path, const DemoScript &script)
{
    DataFolder folder(path);
    if (const auto made = folder.make(); !made)
        return made.error();
    if (const auto locked = folder.lock(); !locked)
        return locked.error();
    auto cast = settleIn(folder, script);
    if (!cast)
        return cast;
    const auto written = writeTicket(folder, cast->people.value(script.people.first().username));
    return written ? cast : written.error();
}

QUrl loopbackUrl(const Settings &settings, quint16 port)
{
    const QHostAddress &address = settings.address;
    constexpr std::array everywhere{QHostAddress::AnyIPv4, QHostAddress::AnyIPv6, QHostAddress::Any};
    const bool isAny = std::ranges::any_of(everywhere, [&](auto each) { return address == each; });
    QUrl url;
    url.setScheme(QStringLiteral("ws"));
    url.setHost(isAny ? QStringLiteral("127.0.0.1") : address.toString());
    url.setPort(port);
    url.setPath(settings.socketio.path);
    url.setQuery(QStringLiteral("EIO=4&transport=websocket"));
    return url;
}

int fail(const Error &error)
{
    std::fprintf(stderr, "hearthd: %s\n", qUtf8Printable(error.message));
    return 1;
}

} // namespace

Settings demoDefaults()
{
    Settings settings;
    settings.address = QHostAddress(QHostAddress::LocalHost);
    settings.registration = Registration::Open;
    return settings;
}

int serveDemo(Settings settings)
{
    if (!settings.databaseUrl.isEmpty())
        return fail(Error(ErrorCode::InvalidRequest,
            QStringLiteral("--demo keeps its team in a folder of its own: leave out --database")));
    std::optional<QTemporaryDir> temporary;
    if (settings.dataFolder.isEmpty())
        settings.dataFolder = temporary.emplace(QDir::temp().filePath(QStringLiteral("hearth-demo-"))).path();
    const auto script = readDemoScript(QDateTime::currentDateTime());
    if (!script)
        return fail(script.error());
    const auto cast = prepare(settings.folder(), *script);
    if (!cast)
        return fail(cast.error());
    const QString you = script->people.first().username;
    std::unique_ptr<Conversation> conversation;
    std::unique_ptr<Workshop> workshop;
    return serve(settings, [&](quint16 port) {
        std::printf("demo: sign in as %s / %s\n", qUtf8Printable(you), demoPassword);
        const QUrl url = loopbackUrl(settings, port);
        conversation = std::make_unique<Conversation>(url, *script, *cast);
        workshop = std::make_unique<Workshop>(url, cast->people.value(script->people.at(1).username).token,
            cast->rooms.value(QStringLiteral("Workshop")));
    });
}

} // namespace hearth::server
