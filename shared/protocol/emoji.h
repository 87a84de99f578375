#pragma once

#include <QString>

namespace hearth::protocol {

//! Whether the text may stand under a message as a reaction: 1 to 64 bytes of UTF-8, one emoji or a short
//! word. It shows something, and does nothing to what is beside it: no white space, no control characters, no
//! characters of direction, none that are invisible but those of which emoji are made.
[[nodiscard]] bool isReaction(const QString &text);

} // namespace hearth::protocol
