#pragma once

#include <QStringList>

namespace hearth::server {

//! The words of a text by which a keyword is found in it, folded as keywords are: what stands between spaces,
//! with and without the punctuation around it, and each run of letters and digits in that. Of scripts that
//! are written without spaces, each run of up to four characters. The first 1000 different ones.
[[nodiscard]] QStringList wordsIn(const QString &text);

//! Whether it can be found at all: some characters, none of them a space or a control character.
[[nodiscard]] bool isKeyword(const QString &text);

} // namespace hearth::server
