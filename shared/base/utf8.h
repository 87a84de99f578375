#pragma once

#include <QByteArrayView>
#include <QString>

namespace hearth {

//! Whether the bytes are UTF-8 as RFC 3629 has it: no surrogates, nothing overlong, nothing over U+10FFFF.
[[nodiscard]] bool isValidUtf8(QByteArrayView bytes);

//! What QString::fromUtf8() makes of it, and a byte order mark at the front stays: it belongs to the text.
[[nodiscard]] QString wholeText(QByteArrayView utf8);

//! The beginning of the text, as whole characters, that takes at most so many bytes of UTF-8; ` …` is its end
//! where something was left out and there is room for that.
[[nodiscard]] QString fittingText(const QString &text, qsizetype bytes);

} // namespace hearth
