#pragma once

#include "shared/base/result.h"

namespace hearth::server {

class SqliteConnection;
class Statements;

//! The number of the last migration that this program holds.
[[nodiscard]] int newestVersion();
//! The file's version (SQLite's user_version).
[[nodiscard]] Result<int> versionOf(Statements &statements);
//! Runs each migration above the file's version in a transaction of its own, so that a crash leaves a whole
//! version. NewerDatabase when the file is ahead of this program.
[[nodiscard]] Result<Done> migrate(SqliteConnection &connection, Statements &statements);
//! What migrate() says about a file that is ahead.
[[nodiscard]] Error newerDatabase(int version);

} // namespace hearth::server
