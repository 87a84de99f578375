#pragma once

#include "server/storage/database.h"

namespace hearth::server {

//! A database of PostgreSQL 13 or newer, which several nodes share. `url` is libpq's: postgresql://…; what it
//! leaves out, PG… in the environment or ~/.pgpass says. The connection that does not migrate only reads.
//!
//! Writers of all nodes take turns, a transaction each (transactions.sql). A lost session gives Unavailable
//! until the next begin() or beginReading(), which opens another.
[[nodiscard]] DatabaseFactory postgresqlFactory(const QString &url);

} // namespace hearth::server
