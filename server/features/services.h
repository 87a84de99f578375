#pragma once

#include "server/hub/hub.h"
#include "server/metrics/metrics.h"
#include "server/net/router.h"
#include "server/storage/storage.h"
#include "shared/base/clock.h"
#include "shared/base/limits.h"

namespace hearth::server {

//! What every feature works with; made by the composition root, outlives the features.
struct Services
{
    Storage &storage;
    Namespace &chat;
    Router &router;
    const Clock &clock;
    const Limits &limits;
    Metrics &metrics;
};

} // namespace hearth::server
