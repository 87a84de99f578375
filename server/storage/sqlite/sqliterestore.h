#pragma once

#include "shared/base/result.h"

namespace hearth::server {

//! Puts a backup in the place of the database, with a new epoch, brought to our version and checked first.
//! Nobody may have the database open. The old one stays beside it under a dated name, which is the answer
//! (empty where there was none); whatever fails leaves the old one in its place.
[[nodiscard]] Result<QString> restoreSqlite(const QString &backup, const QString &database);

} // namespace hearth::server
