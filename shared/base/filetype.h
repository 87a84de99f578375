#pragma once

#include <QByteArray>

namespace hearth {

//! So many of the first bytes say what a file is.
inline constexpr qsizetype typeBytes = 16;

//! By the first bytes alone: `image/png`, `image/jpeg`, `image/gif`, `image/webp`; anything else, a web page
//! or an SVG under whatever name included, is `application/octet-stream`, which no browser runs.
[[nodiscard]] QByteArray typeOf(QByteArrayView first);

} // namespace hearth
