#pragma once

#include <QStringList>

namespace hearth::app {

//! A command to copy into a terminal: each word comes out of a POSIX shell as it is, whatever it holds; words
//! of other letters than file names and options have stand in quotes. Control characters are left out, as a
//! terminal acts on them before a shell reads.
[[nodiscard]] QString shellLine(const QStringList &words);

} // namespace hearth::app
