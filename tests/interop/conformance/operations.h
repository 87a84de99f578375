#pragma once

#include "server/hub/namespace.h"

namespace hearth::server {

//! What a program does to its sockets from the server's side, an event each, so that any client can ask for
//! it. `rooms` and `except` are lists of names, and an empty `rooms` is everybody.
//!  - `join` room, `leave` room, `kick`: the sender itself.
//!  - `say` {rooms, except, isVolatile}, …: `said` … to those.
//!  - `ask` timeoutMs, …: `question` … to the sender; acks true and the answer, or false where none came.
//!  - `ask-all` timeoutMs, rooms, …: `question` … to those; acks the answers and how many are missing.
//!  - `join-sockets` rooms, room, `leave-sockets` rooms, room, `disconnect-sockets` rooms.
//!  - `fetch` rooms, except: acks their ids.
void operate(Namespace &nsp);

} // namespace hearth::server
