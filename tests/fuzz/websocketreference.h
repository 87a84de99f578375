#pragma once

#include "tests/fuzz/fuzz.h"

//! RFC 6455 once more, of bytes that are all there: for comparison, and so without a thought for speed.
namespace hearth::fuzz {

//! What a reader tells: `t`ext, `b`inary, `p`ing, `c`lose with its code, or `f`ailed with its code.
struct WebSocketEvent
{
    char kind;
    QByteArray data;
    int code = 0;
    bool operator==(const WebSocketEvent &) const = default;
};

[[nodiscard]] QList<WebSocketEvent> readWebSocket(QByteArrayView bytes, qint64 maxBytes);

//! A client's frame; `opcode` with the bit of a final one.
[[nodiscard]] QByteArray maskedFrame(quint8 opcode, QByteArrayView payload, QByteArrayView mask);

} // namespace hearth::fuzz
