#pragma once

#include "shared/base/result.h"

namespace hearth::server {

class SqliteConnection;
class SqliteStatements;

//! The number of the last migration that this program holds.
[[nodiscard]] int newestVersion();
//! The file's version (SQLite's user_version).
[[nodiscard]] Result<int> sqliteVersionOf(SqliteStatements &statements);
//! As migrate() of sql/opening.h has it.
[[nodiscard]] Result<Done> migrate(SqliteConnection &connection, SqliteStatements &statements);

} // namespace hearth::server
