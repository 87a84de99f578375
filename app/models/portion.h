#pragma once

#include <QString>

namespace hearth::app {

//! What text costs to lay out, in letters: a line is as dear as a few words, an emoji as many letters, since
//! the fonts shape a row of them together, and a letter of a script that needs shaping or another font as
//! three. A message is cut into portions of this much, so that the longest
//! one that a server takes never makes the window stand still: only as many as are seen are laid out at once.
inline constexpr qsizetype portionCost = 1'200;
//! Code is cheaper, and cutting it is uglier.
inline constexpr qsizetype codePortionCost = 2 * portionCost;

[[nodiscard]] qsizetype costOf(QStringView text);

//! How many characters of the text cost at most so much: never half a character, at a line's or a word's end
//! where there is one near. At least one character, unless the text is empty.
[[nodiscard]] qsizetype fitting(QStringView text, qsizetype cost);

} // namespace hearth::app
