#pragma once

#include "server/config/settings.h"

#include <functional>

namespace hearth::server {

//! Runs the server until SIGTERM or SIGINT; prints `listening on …` once it is ready. The program's exit
//! code: 1, after one line on stderr, where it cannot start.
//! `ready` is called just before that line.
[[nodiscard]] int serve(const Settings &settings, const std::function<void(quint16 port)> &ready = {});

} // namespace hearth::server
