#include "server/operator/work.h"
#include "server/server/datafolder.h"
#include "server/storage/transfer.h"

#include <QFileInfo>

#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

namespace hearth::server {

namespace {

//! On disk when it returns: the database that knows of them comes after.
Result<Done> copyFiles(const QString &from, const QString &to)
{
    if (!QFileInfo::exists(from))
        return Done{};
    std::error_code problem;
    using std::filesystem::copy_options;
    std::filesystem::copy(QFile::encodeName(from).toStdString(), QFile::encodeName(to).toStdString(),
        copy_options::recursive | copy_options::overwrite_existing, problem);
    const int folder = ::open(QFile::encodeName(to).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (!problem && (folder < 0 || ::syncfs(folder) != 0))
        problem = std::error_code(errno, std::generic_category());
    if (folder >= 0)
        ::close(folder);
    if (!problem)
        return Done{};
    return Error(ErrorCode::Unavailable, QStringLiteral("cannot copy the files of messages to %1: %2")
                                             .arg(to, QString::fromStdString(problem.message())));
}

Result<Settings> settingsThere(const Call &call)
{
    const QString &to = call.words.at(0);
    Settings out = call.settings;
    out.databaseUrl = to == QLatin1String("sqlite") ? QString() : to;
    if (!out.databaseUrl.isEmpty() && !namesPostgresql(to))
        return Error(ErrorCode::InvalidRequest,
            QStringLiteral(
                "move takes postgresql://USER@HOST/DATABASE, or sqlite for one in the data folder"));
    if (out.databaseUrl == call.settings.databaseUrl)
        return Error(ErrorCode::InvalidRequest,
            out.databaseUrl.isEmpty()
                ? QStringLiteral(
                      "the database is in the data folder already; name where it is with --database")
                : QStringLiteral("the database is there already"));
    return out;
}

QString said(const QList<TransferredTable> &tables, bool isInFolder)
{
    QString out;
    for (const TransferredTable &each : tables) {
        if (each.rows > 0)
            out += lineOf({QString::fromLatin1(each.name), QString::number(each.rows)});
    }
    return out +
           QStringLiteral("moved, and compared row by row; start hearthd %1. The old one is as it was.\n")
               .arg(isInFolder ? QStringLiteral("without --database")
                               : QStringLiteral("with this address as --database"));
}

Result<Outcome> move(const Call &call)
{
    const auto settings = settingsThere(call);
    if (!settings)
        return settings.error();
    DataFolder folder(call.settings.folder(), call.settings.databaseUrl, call.settings.filesFolder);
    const Tenancy tenancy{Tenancy::Kind::Mover};
    const auto from = openDatabase(call.settings, IfMissing::Refuse, tenancy);
    if (!from)
        return from.error();
    if (const auto locked = folder.lock(); !locked)
        return locked.error();
    const auto to = openDatabase(*settings, IfMissing::Make, tenancy);
    if (!to)
        return to.error();
    const auto isUnused = (*to)->transfers().isUnused();
    if (isUnused && *isUnused) {
        const DataFolder there(settings->folder(), settings->databaseUrl, settings->filesFolder);
        // --files may be where they are, or where they are to be.
        const DataFolder inside(call.settings.folder(), call.settings.databaseUrl);
        const bool areThere = QFileInfo::exists(folder.filesFolder(**from));
        const QString source = (areThere ? folder : inside).filesFolder(**from);
        if (const auto copied = copyFiles(source, there.filesFolder(**to)); !copied)
            return copied.error();
    }
    const auto moved = transfer(**from, **to);
    return moved ? Result<Outcome>(Outcome{said(*moved, settings->databaseUrl.isEmpty())}) : moved.error();
}

} // namespace

QList<Command> movingCommands()
{
    return {
        {QStringLiteral("move"), QStringLiteral("TO"),
            QStringLiteral("copies all that the database holds, and the files, into an empty one: a "
                           "postgresql:// address, "
                           "or sqlite for one in the data folder; not while a server runs"),
            move},
    };
}

} // namespace hearth::server
