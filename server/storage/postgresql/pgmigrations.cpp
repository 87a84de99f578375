#include "server/storage/postgresql/pgmigrations.h"

#include "server/storage/postgresql/pgstatements.h"

#include <QDir>
#include <QFile>

namespace hearth::server {

namespace {

const QString folder = QStringLiteral(":/hearth/postgresql/migrations");

//! `0001_initial.sql`, …, in order: their numbers run from 1 without holes.
QStringList migrationFiles()
{
    return QDir(folder).entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
}

Result<Done> runMigration(
    const QString &file, int version, PgConnection &connection, PgStatements &statements)
{
    QFile source(folder + u'/' + file);
    if (!source.open(QIODevice::ReadOnly))
        return Error(ErrorCode::Internal, QStringLiteral("migration %1 is not linked in").arg(file));
    if (auto done = connection.execute(source.readAll()); !done)
        return Error(done.error().code, QStringLiteral("migration %1: %2").arg(file, done.error().message));
    return statements.change("setVersion", version);
}

//! One step; whether there was none to make.
Result<bool> step(const QStringList &files, PgConnection &connection, PgStatements &statements)
{
    const auto version = pgVersionOf(statements);
    if (!version)
        return version.error();
    if (*version > files.size())
        return newerPgDatabase(*version);
    if (*version == files.size())
        return true;
    const auto done = runMigration(files[*version], *version + 1, connection, statements);
    return done ? Result(false) : done.error();
}

} // namespace

int newestPgVersion()
{
    return int(migrationFiles().size());
}

Result<int> pgVersionOf(PgStatements &statements)
{
    const auto has = statements.number("hasVersion");
    if (!has || *has == 0)
        return has ? Result(0) : has.error();
    const auto version = statements.number("version");
    return version ? Result(int(*version)) : version.error();
}

Error newerPgDatabase(int version)
{
    return {ErrorCode::NewerDatabase,
        QStringLiteral("the database has version %1, this hearthd knows %2: install a newer hearthd")
            .arg(version)
            .arg(newestPgVersion())};
}

Result<Done> migrate(PgConnection &connection, PgStatements &statements)
{
    const QStringList files = migrationFiles();
    for (;;) {
        if (auto begun = statements.command("begin"); !begun)
            return begun.error();
        const auto isCurrent = step(files, connection, statements);
        const auto ended = statements.command(isCurrent ? "commit" : "rollback");
        if (!isCurrent)
            return isCurrent.error();
        if (!ended)
            return ended.error();
        if (*isCurrent)
            return Done{};
    }
}

} // namespace hearth::server
