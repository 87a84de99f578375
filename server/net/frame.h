#pragma once

#include "shared/base/closecode.h"

#include <QByteArray>

namespace hearth::server {

//! One finished WebSocket frame (RFC 6455, section 5.2: FIN, no mask), made once and written to many sockets:
//! copies share the bytes.
struct Frame
{
    QByteArray bytes;
};

[[nodiscard]] Frame textFrame(QByteArrayView utf8);
[[nodiscard]] Frame binaryFrame(QByteArrayView data);
//! With the code's reason (section 5.5.1).
[[nodiscard]] Frame closeFrame(CloseCode code);

} // namespace hearth::server
