#pragma once

#include "shared/base/result.h"

#include <QSqlDatabase>

namespace hearth::server {

//! Brings the schema up to date: one numbered file, one transaction a step; `user_version` counts them.
//! NewerDatabase when the file is ahead of this program.
[[nodiscard]] Result<Done> migrate(QSqlDatabase database);

} // namespace hearth::server
