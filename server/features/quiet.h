#pragma once

#include "shared/protocol/notification.h"

namespace hearth::server {

//! Whether a person is not to be disturbed at `now`, in ms since 1970.
[[nodiscard]] bool isQuiet(
    const std::optional<protocol::QuietHours> &hours, const std::optional<qint64> &until, qint64 now);

} // namespace hearth::server
