#pragma once

#include "shared/base/result.h"

namespace hearth::server {

class PgConnection;
class PgStatements;

//! The number of the last migration that this program holds for PostgreSQL.
[[nodiscard]] int newestPgVersion();
//! 0 for an empty database.
[[nodiscard]] Result<int> pgVersionOf(PgStatements &statements);
//! Runs each migration above the database's version in a transaction of its own, under the writers' lock: of
//! nodes that start together one migrates, the others find it done. NewerDatabase when the database is ahead.
[[nodiscard]] Result<Done> migrate(PgConnection &connection, PgStatements &statements);
//! What migrate() says about a database that is ahead.
[[nodiscard]] Error newerPgDatabase(int version);

} // namespace hearth::server
