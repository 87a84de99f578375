#pragma once

#include <QString>

namespace hearth::app {

//! A name that somebody chose, safe beside other text: no control characters, none that turn the direction of
//! what follows (U+200E, U+200F, U+202A–202E, U+2066–2069), one line.
[[nodiscard]] QString safeName(const QString &name);

//! Closes what direction controls in the text opened and drops what they close too much, so that nothing
//! outside of the text is turned (UAX #9).
[[nodiscard]] QString balanceBidi(const QString &text);

} // namespace hearth::app
