#pragma once

#include "shared/base/result.h"

#include <QByteArray>

//! Engine.IO protocol, revision 4: https://socket.io/docs/v4/engine-io-protocol/
namespace hearth::engineio {

enum class PacketType : char {
    Open = '0',
    Close = '1',
    Ping = '2',
    Pong = '3',
    Message = '4',
    Upgrade = '5',
    Noop = '6',
};

//! One packet. Binary data exists only for Message.
struct Packet
{
    PacketType type = PacketType::Noop;
    QByteArray data; //!< UTF-8 text, or raw bytes where isBinary
    bool isBinary = false;
    bool operator==(const Packet &) const = default;
};

//! The text of a WebSocket text frame: type digit and data. Only for packets that are not binary.
[[nodiscard]] QByteArray encodeText(const Packet &packet);
//! InvalidRequest for an empty frame or an unknown type.
[[nodiscard]] Result<Packet> decodeText(QByteArrayView frame);

} // namespace hearth::engineio
