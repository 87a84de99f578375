#pragma once

#include "server/hub/hub.h"

namespace hearth::server {

//! Closes every session, evenly over that time, while everything else goes on: where all clients of a server
//! came back in one moment, the others would feel it. Returns once it has told them all.
void closeInWave(Hub &hub, CloseCode code, int overMs);

} // namespace hearth::server
