#pragma once

#include <QString>

namespace hearth::server {

//! What a username may be, as a mention can name it.
[[nodiscard]] bool isUsername(const QString &name);
//! The same in words: `1 to 32 letters, …`.
[[nodiscard]] QString usernameRule();

} // namespace hearth::server
