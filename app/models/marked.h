#pragma once

#include <QString>
#include <QStringList>

namespace hearth::app {

//! One line of a message around the first of the words that were searched for, as StyledText: everything is
//! escaped, and the only tag is `b`, around each of the words. `terms` are folded (foldedText). Linear in the
//! text for each term.
[[nodiscard]] QString markedExcerpt(const QString &content, const QStringList &terms);

} // namespace hearth::app
