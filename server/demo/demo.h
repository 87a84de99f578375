#pragma once

#include "server/config/settings.h"

namespace hearth::server {

//! What a demo runs with where nothing else is said: only this machine, and anybody may join.
[[nodiscard]] Settings demoDefaults();

//! Runs the server with a team whose people talk, on a folder that goes with it unless the settings name one.
//! `demo-ticket.json` in the data folder, as POST /api/login answers, signs the app in as `you`.
[[nodiscard]] int serveDemo(Settings settings);

} // namespace hearth::server
