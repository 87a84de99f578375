#include "server/storage/sqlite/sqlitemigrations.h"

#include "server/storage/sql/opening.h"
#include "server/storage/sqlite/sqlitestatements.h"

namespace hearth::server {

namespace {
const QString folder = QStringLiteral(":/hearth/sqlite/migrations");
} // namespace

int newestVersion()
{
    return newestVersion(folder);
}

Result<int> sqliteVersionOf(SqliteStatements &statements)
{
    const auto version = statements.number("version");
    return version ? Result(int(*version)) : version.error();
}

Result<Done> migrate(SqliteConnection &connection, SqliteStatements &statements)
{
    return migrate({
        folder,
        [&statements] { return statements.perform("begin"); },
        [&statements] { return sqliteVersionOf(statements); },
        [&connection](const QByteArray &sql) { return connection.execute(QString::fromUtf8(sql)); },
        [&connection](int version) {
            return connection.execute(QStringLiteral("PRAGMA user_version = %1").arg(version));
        },
        [&statements] { return statements.perform("commit"); },
        [&statements] { (void)statements.perform("rollback"); },
    });
}

} // namespace hearth::server
