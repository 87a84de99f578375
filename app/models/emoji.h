#pragma once

#include <span>

namespace hearth::app {

struct Emoji
{
    const char *name; //!< as typed after a colon
    const char *text; //!< UTF-8
};

//! The common ones, by name.
[[nodiscard]] std::span<const Emoji> allEmoji();

} // namespace hearth::app
