#pragma once

#include "server/storage/database.h"

namespace hearth::server {

//! The embedded database: a file in WAL mode with synchronous=FULL.
[[nodiscard]] DatabaseFactory sqliteFactory(const QString &path);

} // namespace hearth::server
