#pragma once

#include "server/storage/database.h"

namespace hearth::server {

//! The embedded backend: one file, SQLite in WAL mode with synchronous=FULL, so that what was committed
//! outlives a power cut. The file is made with mode 0600; its folder must exist. The connection that does not
//! migrate only reads.
[[nodiscard]] DatabaseFactory sqliteFactory(const QString &path);

} // namespace hearth::server
