#include "tests/server/storage_contract.h"

#include "server/storage/postgresql/postgresqldatabase.h"
#include "server/storage/sqlite/sqlitedatabase.h"
#include "tests/server/byhand.h"
#include "tests/server/postgresserver.h"

namespace hearth::test {

std::vector<Backend> backends()
{
    return {
        {"Sqlite", true,
            [](const QString &folder) {
                return server::sqliteFactory(folder + QStringLiteral("/hearth.db"));
            },
            [](const QString &folder, const QString &sql) {
                return select(folder + QStringLiteral("/hearth.db"), sql);
            }},
        {"Postgresql", false,
            [](const QString &) { return server::postgresqlFactory(PostgresServer::shared().newDatabase()); },
            [](const QString &, const QString &sql) {
                PostgresServer &server = PostgresServer::shared();
                return server.execute(server.newestDatabase(), sql);
            }},
    };
}

std::string nameOf(const testing::TestParamInfo<Backend> &backend)
{
    return backend.param.name;
}

INSTANTIATE_TEST_SUITE_P(Backends, StorageContract, testing::ValuesIn(backends()), nameOf);

} // namespace hearth::test
