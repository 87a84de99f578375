#pragma once

#include <QByteArrayView>

namespace hearth {

//! Whether the bytes are UTF-8 as RFC 3629 has it: no surrogates, nothing overlong, nothing over U+10FFFF.
[[nodiscard]] bool isValidUtf8(QByteArrayView bytes);

} // namespace hearth
