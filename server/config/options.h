#pragma once

#include "server/config/option.h"

namespace hearth::server {

//! Every option of hearthd, in the order of the file: the one table from which come --help, the file's keys,
//! the command line and the environment.
[[nodiscard]] const QList<Option> &options();

} // namespace hearth::server
