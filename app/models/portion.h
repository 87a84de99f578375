#pragma once

#include <QString>

namespace hearth::app {

//! What text costs to lay out, in letters: an emoji is as dear as many letters, since the fonts shape a row
//! of them together, and a letter of a script that needs shaping or another font as three. A message is cut
//! into portions, so that the longest one that a server takes never makes the window stand still: only as
//! many as are seen are laid out at once.
struct Layout
{
    qsizetype portion; //!< how much of it a turn of the window may lay out
    qsizetype line;    //!< what the end of a line costs
};

inline constexpr Layout textLayout{1'200, 8};
//! Its letters are cheap and its lines are not; and cutting it is uglier.
inline constexpr Layout codeLayout{4'800, 32};

[[nodiscard]] qsizetype costOf(QStringView text, const Layout &layout);

//! How many characters of the text cost at most so much: never half a character, at a line's or a word's end
//! where there is one near. At least one character, unless the text is empty.
[[nodiscard]] qsizetype fitting(QStringView text, qsizetype cost, const Layout &layout);

} // namespace hearth::app
