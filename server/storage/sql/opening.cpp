#include "server/storage/sql/opening.h"

#include <QDir>
#include <QFile>

namespace hearth::server {

namespace {

//! `0001_initial.sql`, …, in order: their numbers run from 1 without holes.
QStringList migrationFiles(const QString &folder)
{
    return QDir(folder).entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
}

Error newerDatabase(int version, int newest)
{
    return {ErrorCode::NewerDatabase,
        QStringLiteral("the database has version %1, this hearthd knows %2: install a newer hearthd")
            .arg(version)
            .arg(newest)};
}

Result<Done> runMigration(const Migrating &how, const QString &file, int version)
{
    QFile source(how.folder + u'/' + file);
    if (!source.open(QIODevice::ReadOnly))
        return Error(ErrorCode::Internal, QStringLiteral("migration %1 is not linked in").arg(file));
    if (auto done = how.run(source.readAll()); !done)
        return Error(done.error().code, QStringLiteral("migration %1: %2").arg(file, done.error().message));
    return how.setVersion(version);
}

//! Whether there was none to make.
Result<bool> step(const Migrating &how, const QStringList &files)
{
    const auto version = how.version();
    if (!version)
        return version.error();
    if (*version > files.size())
        return newerDatabase(*version, int(files.size()));
    if (*version == files.size())
        return true;
    const auto done = runMigration(how, files[*version], *version + 1);
    return done ? Result(false) : done.error();
}

} // namespace

Result<Done> migrate(const Migrating &how)
{
    const QStringList files = migrationFiles(how.folder);
    for (;;) {
        // The version is read under the lock: another hearthd may be doing the same.
        if (auto begun = how.begin(); !begun)
            return begun;
        const auto isCurrent = step(how, files);
        auto done = isCurrent ? how.commit() : isCurrent.error();
        if (!done) {
            how.rollback();
            return done;
        }
        if (*isCurrent)
            return Done{};
    }
}

int newestVersion(const QString &folder)
{
    return int(migrationFiles(folder).size());
}

Result<Done> checkVersion(const QString &database, int version, int newest)
{
    if (version > newest) {
        const Error error = newerDatabase(version, newest);
        return Error(error.code, QStringLiteral("%1: %2").arg(database, error.message));
    }
    if (version < newest)
        return cannotOpen(
            database, QStringLiteral("its tables are of an older version; the writer has to open it first"));
    return Done{};
}

Error cannotOpen(const QString &database, const QString &reason)
{
    return {ErrorCode::Unavailable, QStringLiteral("cannot open the database %1: %2").arg(database, reason)};
}

} // namespace hearth::server
