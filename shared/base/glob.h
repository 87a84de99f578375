#pragma once

#include <QStringView>

namespace hearth {

//! Whether the whole name fits the pattern, in which `*` stands for any run of characters, also none, and
//! everything else for itself. Time at most the product of both lengths. Thread-safe.
[[nodiscard]] bool globMatches(QStringView pattern, QStringView name);

} // namespace hearth
