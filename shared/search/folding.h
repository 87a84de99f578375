#pragma once

#include <QString>

namespace hearth {

//! A text as search compares it: NFC, and Unicode's full case folding, by which `STRASSE` is `straße` (no
//! embedded database does that). Names are compared by less: what is stored of them must not change.
[[nodiscard]] QString foldedText(const QString &text);

} // namespace hearth
