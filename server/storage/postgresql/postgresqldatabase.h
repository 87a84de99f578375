#pragma once

#include "server/storage/database.h"
#include "server/storage/tenancy.h"

namespace hearth {
class Clock;
}

namespace hearth::server {

//! A database of PostgreSQL 13 or newer, which several nodes share. `url` is libpq's: postgresql://…; what it
//! leaves out, PG… in the environment or ~/.pgpass says. The connection that does not migrate only reads.
//!
//! Writers of all nodes take turns, a transaction each (transactions.sql). A lost session gives Unavailable
//! until the next begin() or beginReading(), which opens another.
//! The connection that writes holds the tenancy, and takes it again in each new session: where another has
//! it by then, everything is Unavailable until that one has gone.
//! Where a try took long, as with a host that does not answer, none is made for as long again, a second at
//! most. `clock` outlives the databases; null: the machine's.
[[nodiscard]] DatabaseFactory postgresqlFactory(const QString &url, IfMissing ifMissing = IfMissing::Make,
    const Clock *clock = nullptr, const Tenancy &tenancy = {});

} // namespace hearth::server
