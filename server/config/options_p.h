#pragma once

#include "server/config/option.h"

namespace hearth::server {

//! Rows of options() that take more to read than a line.
[[nodiscard]] Option trustedProxiesOption();
[[nodiscard]] Option redisOption();
[[nodiscard]] Option nodeOption();
[[nodiscard]] Option prefixOption();
[[nodiscard]] Option wireOption();

} // namespace hearth::server
