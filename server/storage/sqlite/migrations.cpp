#include "server/storage/sqlite/migrations.h"

#include "server/storage/sqlite/statements.h"

#include <QDir>
#include <QRegularExpression>
#include <QSqlError>

namespace hearth::server {

namespace {

//! `0001_initial.sql`, …, in order: their numbers run from 1 without holes.
QStringList migrationFiles()
{
    return QDir(QStringLiteral(":/hearth/sqlite/migrations"))
        .entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
}

//! A statement ends with a semicolon at the end of a line; SQLite's driver takes one at a time.
QStringList statementsOf(const QString &file)
{
    QFile source(QStringLiteral(":/hearth/sqlite/migrations/") + file);
    if (!source.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression endOfStatement(QStringLiteral(";\\s*\\n"));
    return QString::fromUtf8(source.readAll()).split(endOfStatement, Qt::SkipEmptyParts);
}

Result<Done> runMigration(const QString &file, int version, Statements &statements)
{
    for (const QString &sql : statementsOf(file)) {
        if (sql.trimmed().isEmpty())
            continue;
        if (auto done = statements.execute(sql); !done)
            return Error(
                done.error().code, QStringLiteral("migration %1: %2").arg(file, done.error().message));
    }
    return statements.execute(QStringLiteral("PRAGMA user_version = %1").arg(version));
}

} // namespace

int newestVersion()
{
    return int(migrationFiles().size());
}

Result<int> versionOf(const QSqlDatabase &db)
{
    QSqlQuery query(db);
    if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next())
        return sqlError(query.lastError());
    return query.value(0).toInt();
}

Error newerDatabase(int version)
{
    return {ErrorCode::NewerDatabase,
        QStringLiteral("the database has version %1, this hearthd knows %2: install a newer hearthd")
            .arg(version)
            .arg(newestVersion())};
}

Result<Done> migrate(const QSqlDatabase &db, Statements &statements)
{
    const QStringList files = migrationFiles();
    for (;;) {
        // The version is read under the write lock: another hearthd may be doing the same.
        if (auto begun = statements.execute(QStringLiteral("BEGIN IMMEDIATE")); !begun)
            return begun;
        const Result<int> version = versionOf(db);
        const bool isCurrent = version && *version >= files.size();
        Result<Done> done = Done{};
        if (!version)
            done = version.error();
        else if (!isCurrent)
            done = runMigration(files[*version], *version + 1, statements);
        if (done)
            done = statements.execute(QStringLiteral("COMMIT"));
        if (!done) {
            (void)statements.execute(QStringLiteral("ROLLBACK"));
            return done;
        }
        if (isCurrent)
            return *version > files.size() ? Result<Done>(newerDatabase(*version)) : Done{};
    }
}

} // namespace hearth::server
