#pragma once

#include "shared/base/result.h"

#include <QString>

namespace hearth::server {

//! 1 to 100 characters: letters and digits of any script, and `. : _ -`. So it is one segment of a path,
//! and no pattern.
[[nodiscard]] bool isChannelName(const QString &name);
//! The same with `*` in it.
[[nodiscard]] bool isChannelPattern(const QString &pattern);
//! For people, after "expected".
[[nodiscard]] QString channelNameRule();
//! InvalidRequest, by the name of the field that held it.
[[nodiscard]] Error noChannelName(const QString &field = QStringLiteral("channel"));

//! Those that the server itself speaks on.
[[nodiscard]] bool isReservedChannel(const QString &name);

} // namespace hearth::server
