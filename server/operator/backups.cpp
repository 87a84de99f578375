#include "server/operator/work.h"
#include "server/server/filecheck.h"

#include <QFileInfo>

namespace hearth::server {

namespace {

Result<Outcome> backUp(const Call &call)
{
    const auto db = openDatabase(call.settings);
    if (!db)
        return db.error();
    const QString &file = call.words.at(0);
    if (const auto copied = (*db)->maintenance().backUp(file); !copied)
        return copied.error();
    Outcome out{QStringLiteral("backed up to %1 (%2 bytes)\n").arg(file).arg(QFileInfo(file).size())};
    const QString files =
        DataFolder(call.settings.folder(), call.settings.databaseUrl, call.settings.filesFolder)
            .filesFolder(**db);
    if (QFileInfo::exists(files))
        out.output +=
            QStringLiteral("the files of messages are not in it: copy the folder %1 now\n").arg(files);
    return out;
}

Result<Outcome> restore(const Call &call)
{
    DataFolder folder(call.settings.folder(), call.settings.databaseUrl, call.settings.filesFolder);
    const auto aside = folder.restore(call.words.at(0));
    if (!aside)
        return aside.error();
    const auto done = change(call, [&](Database &db) {
        return record(db, actOf(call), protocol::AuditAction::BackupRestored,
            QFileInfo(call.words.at(0)).fileName().left(64));
    });
    if (!done)
        return done.error();
    Outcome out{QStringLiteral("restored %1\n").arg(call.words.at(0))};
    if (!aside->isEmpty())
        out.output += QStringLiteral("the old database is %1\n").arg(*aside);
    return out;
}

Result<Outcome> check(const Call &call)
{
    const auto db = openDatabase(call.settings);
    if (!db)
        return db.error();
    auto faults = (*db)->maintenance().faults();
    if (!faults)
        return faults.error();
    const auto ofFiles = fileFaults(
        **db, DataFolder(call.settings.folder(), call.settings.databaseUrl, call.settings.filesFolder));
    if (!ofFiles)
        return ofFiles.error();
    *faults += *ofFiles;
    if (faults->isEmpty())
        return Outcome{QStringLiteral("sound\n")};
    return Outcome{faults->join(QLatin1Char('\n')) + QLatin1Char('\n'), 1};
}

} // namespace

QList<Command> backupCommands()
{
    return {
        {QStringLiteral("backup"), QStringLiteral("FILE"),
            QStringLiteral(
                "copies the database, consistent and on disk when it is done, while the server runs"),
            backUp},
        {QStringLiteral("restore"), QStringLiteral("FILE"),
            QStringLiteral(
                "puts a backup in the place of the database, which stays beside it under a dated name; not "
                "while a server runs"),
            restore},
        {QStringLiteral("check"), {},
            QStringLiteral("looks for damage: a line for each finding, and exit code 1 where there is one"),
            check},
    };
}

} // namespace hearth::server
