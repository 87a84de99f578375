#pragma once

#include "server/net/http.h"

namespace hearth::server {

//! How a server that is about to end answers who would begin something that stays. 404: what stands before
//! several servers asks the next one then, and does not take this one for broken.
constexpr int turnedAwayStatus = 404;
[[nodiscard]] QString turnedAwayText();
[[nodiscard]] HttpResponse turnedAway();

} // namespace hearth::server
