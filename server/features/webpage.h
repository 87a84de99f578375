#pragma once

#include "server/net/router.h"

namespace hearth::server {

//! The page at `/`: the files of resources/web, which are in the program. Nothing in them comes from, or goes
//! to, another host, and the browser is told to see to it (Content-Security-Policy).
void addWebPage(Router &router);

} // namespace hearth::server
