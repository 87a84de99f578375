#pragma once

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

} // namespace hearth::server
