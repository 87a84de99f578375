#pragma once

#include <QString>

namespace hearth::app {

//! How well a name fits what was typed; less is better. 0: its beginning; 1: the beginning of a word; 2:
//! somewhere, and everything where nothing was typed; 3: the letters in this order; -1: not at all.
[[nodiscard]] int matchRank(const QString &name, const QString &typed);

} // namespace hearth::app
