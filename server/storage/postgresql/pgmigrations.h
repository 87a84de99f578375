#pragma once

#include "shared/base/result.h"

namespace hearth::server {

class PgConnection;
class PgStatements;

//! The number of the last migration that this program holds for PostgreSQL.
[[nodiscard]] int newestPgVersion();
//! 0 for an empty database.
[[nodiscard]] Result<int> pgVersionOf(PgStatements &statements);
//! As migrate() of sql/opening.h has it.
[[nodiscard]] Result<Done> migrate(PgConnection &connection, PgStatements &statements);

} // namespace hearth::server
