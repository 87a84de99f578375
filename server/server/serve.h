#pragma once

#include "server/config/settings.h"

namespace hearth::server {

//! Runs the server until SIGTERM or SIGINT; prints `listening on …` once it is ready. The program's exit
//! code: 1, after one line on stderr, where it cannot start.
[[nodiscard]] int serve(const Settings &settings);

} // namespace hearth::server
