#include "server/storage/postgresql/pgmigrations.h"

#include "server/storage/postgresql/pgstatements.h"
#include "server/storage/sql/opening.h"

namespace hearth::server {

namespace {

const QString folder = QStringLiteral(":/hearth/postgresql/migrations");

Result<Done> doneOf(const Result<PgAnswer> &answer)
{
    return answer ? Result<Done>(Done{}) : answer.error();
}

} // namespace

int newestPgVersion()
{
    return newestVersion(folder);
}

Result<int> pgVersionOf(PgStatements &statements)
{
    const auto has = statements.number("hasVersion");
    if (!has || *has == 0)
        return has ? Result(0) : has.error();
    const auto version = statements.number("version");
    return version ? Result(int(*version)) : version.error();
}

Result<Done> migrate(PgConnection &connection, PgStatements &statements)
{
    return migrate({
        folder,
        [&statements] { return doneOf(statements.command("begin")); },
        [&statements] { return pgVersionOf(statements); },
        [&connection](const QByteArray &sql) { return doneOf(connection.execute(sql)); },
        [&statements](int version) { return statements.change("setVersion", version); },
        [&statements] { return doneOf(statements.command("commit")); },
        [&statements] { (void)statements.command("rollback"); },
    });
}

} // namespace hearth::server
