#pragma once

#include "shared/base/result.h"

namespace hearth::server {

class SqliteConnection;

//! Gives the connection's SQL `search_folded(text)`, foldedText() of it, and the aggregate
//! `search_signature(folded)`, the signature of all. Only what hearthd itself runs may call them: the schema
//! would not be readable without us.
[[nodiscard]] Result<Done> addSearchFunctions(SqliteConnection &connection);

} // namespace hearth::server
