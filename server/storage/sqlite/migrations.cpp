#include "server/storage/sqlite/migrations.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

namespace hearth::server {

namespace {

const QStringList &files()
{
    static const QStringList list{QStringLiteral("0001_initial.sql")};
    return list;
}

Error failed(const QSqlQuery &query)
{
    return {ErrorCode::Unavailable,
        QStringLiteral("the database cannot be brought up to date: ") + query.lastError().text()};
}

Result<Done> apply(QSqlQuery &query, int version)
{
    QFile file(QStringLiteral(":/hearth/sqlite/migrations/") + files().at(version - 1));
    if (!file.open(QIODevice::ReadOnly))
        return Error(ErrorCode::Internal, QStringLiteral("a migration is missing from the program"));
    const QStringList statements =
        QString::fromUtf8(file.readAll()).split(QStringLiteral(";\n"), Qt::SkipEmptyParts);
    for (const QString &statement : statements) {
        if (!statement.trimmed().isEmpty() && !query.exec(statement))
            return failed(query);
    }
    if (!query.exec(QStringLiteral("PRAGMA user_version = %1").arg(version)))
        return failed(query);
    return Done{};
}

} // namespace

Result<Done> migrate(QSqlDatabase database)
{
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next())
        return failed(query);
    const int current = query.value(0).toInt();
    query.finish();
    if (current > files().size())
        return ErrorCode::NewerDatabase;
    for (int version = current + 1; version <= files().size(); ++version) {
        if (!query.exec(QStringLiteral("BEGIN IMMEDIATE")))
            return failed(query);
        if (const auto done = apply(query, version); !done) {
            query.exec(QStringLiteral("ROLLBACK"));
            return done;
        }
        if (!query.exec(QStringLiteral("COMMIT")))
            return failed(query);
    }
    return Done{};
}

} // namespace hearth::server
