#pragma once

#include "shared/engineio/packet.h"

#include <QList>

namespace hearth::engineio {

//! The body of a long-polling request or response: packets joined by U+001E; a binary one is `b` and base64.
[[nodiscard]] QByteArray encodePayload(const QList<Packet> &packets);
//! InvalidRequest for an empty packet, an unknown type, bad base64, or more than maxPackets.
[[nodiscard]] Result<QList<Packet>> decodePayload(QByteArrayView body, int maxPackets = 256);

} // namespace hearth::engineio
