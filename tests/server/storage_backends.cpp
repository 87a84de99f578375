#include "tests/server/storage_contract.h"

#include "server/storage/sqlite/sqlitedatabase.h"

namespace hearth::test {

std::vector<Backend> backends()
{
    return {Backend{"Sqlite",
        [](const QString &folder) { return server::sqliteFactory(folder + QStringLiteral("/hearth.db")); }}};
}

std::string nameOf(const testing::TestParamInfo<Backend> &backend)
{
    return backend.param.name;
}

INSTANTIATE_TEST_SUITE_P(Backends, StorageContract, testing::ValuesIn(backends()), nameOf);

} // namespace hearth::test
