#pragma once

#include "server/config/option.h"

namespace hearth::server {

//! Rows of options() that take more to read than a line.
[[nodiscard]] Option trustedProxiesOption();

} // namespace hearth::server
