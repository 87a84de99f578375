#pragma once

#include "server/storage/tenancy.h"
#include "shared/base/result.h"

namespace hearth::server {

class PgConnection;
class PgStatements;

//! Takes, for the session, the advisory locks by which servers of one database know of each other: they end
//! with it, however that ends, and so are never stale. Held by the session that writes: who has lost them
//! writes nothing. Waits some seconds for one who is about to go. An Error is one line that says what to do.
[[nodiscard]] Result<Done> takePlace(
    PgConnection &connection, PgStatements &statements, const Tenancy &tenancy);

} // namespace hearth::server
