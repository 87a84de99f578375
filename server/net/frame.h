#pragma once

#include "shared/base/closecode.h"

#include <QByteArray>

#include <initializer_list>

namespace hearth::server {

//! One finished WebSocket frame (RFC 6455, section 5.2: FIN, no mask), made once and written to many sockets:
//! copies share the bytes.
struct Frame
{
    QByteArray bytes;
};

//! The text in pieces, so that each byte is copied once.
[[nodiscard]] Frame textFrame(std::initializer_list<QByteArrayView> utf8);
[[nodiscard]] inline Frame textFrame(QByteArrayView utf8)
{
    return textFrame({utf8});
}
[[nodiscard]] Frame binaryFrame(QByteArrayView data);
[[nodiscard]] Frame pongFrame(QByteArrayView data);
//! With the code's reason (section 5.5.1).
[[nodiscard]] Frame closeFrame(CloseCode code);

//! What a frame of ours carries; it lives as long as the frame's bytes.
[[nodiscard]] QByteArrayView payloadOf(const Frame &frame);
[[nodiscard]] bool isBinary(const Frame &frame);

} // namespace hearth::server
