#include "tests/server/storage_contract.h"

#include "server/storage/sqlite/sqlitedatabase.h"

namespace hearth::test {

INSTANTIATE_TEST_SUITE_P(Backends, StorageContract,
    testing::Values(Backend{"Sqlite",
        [](const QString &folder) { return server::sqliteFactory(folder + QStringLiteral("/hearth.db")); }}),
    [](const auto &backend) { return std::string(backend.param.name); });

} // namespace hearth::test
