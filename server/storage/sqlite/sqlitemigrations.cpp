#include "server/storage/sqlite/sqlitemigrations.h"

#include "server/storage/sqlite/sqlitestatements.h"

#include <QDir>
#include <QFile>

namespace hearth::server {

namespace {

//! `0001_initial.sql`, …, in order: their numbers run from 1 without holes.
QStringList migrationFiles()
{
    return QDir(QStringLiteral(":/hearth/sqlite/migrations"))
        .entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
}

Result<Done> runMigration(const QString &file, int version, SqliteConnection &connection)
{
    QFile source(QStringLiteral(":/hearth/sqlite/migrations/") + file);
    if (!source.open(QIODevice::ReadOnly))
        return Error(ErrorCode::Internal, QStringLiteral("migration %1 is not linked in").arg(file));
    if (auto done = connection.execute(QString::fromUtf8(source.readAll())); !done)
        return Error(done.error().code, QStringLiteral("migration %1: %2").arg(file, done.error().message));
    return connection.execute(QStringLiteral("PRAGMA user_version = %1").arg(version));
}

} // namespace

int newestVersion()
{
    return int(migrationFiles().size());
}

Result<int> versionOf(Statements &statements)
{
    auto rows = statements.run("version");
    if (!rows)
        return rows.error();
    if (!rows->next())
        return ErrorCode::Unavailable;
    return int(rows->number(0));
}

Error newerDatabase(int version)
{
    return {ErrorCode::NewerDatabase,
        QStringLiteral("the database has version %1, this hearthd knows %2: install a newer hearthd")
            .arg(version)
            .arg(newestVersion())};
}

Result<Done> migrate(SqliteConnection &connection, Statements &statements)
{
    const QStringList files = migrationFiles();
    for (;;) {
        // The version is read under the write lock: another hearthd may be doing the same.
        if (auto begun = statements.perform("begin"); !begun)
            return begun;
        const Result<int> version = versionOf(statements);
        const bool isCurrent = version && *version >= files.size();
        Result<Done> done = Done{};
        if (!version)
            done = version.error();
        else if (!isCurrent)
            done = runMigration(files[*version], *version + 1, connection);
        if (done)
            done = statements.perform("commit");
        if (!done) {
            (void)statements.perform("rollback");
            return done;
        }
        if (isCurrent)
            return *version > files.size() ? Result<Done>(newerDatabase(*version)) : Done{};
    }
}

} // namespace hearth::server
