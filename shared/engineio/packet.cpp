#include "shared/engineio/packet.h"

namespace hearth::engineio {

QByteArray encodeText(const Packet &packet)
{
    Q_ASSERT(!packet.isBinary);
    return static_cast<char>(packet.type) + packet.data;
}

Result<Packet> decodeText(QByteArrayView frame)
{
    if (frame.isEmpty() || frame.front() < '0' || frame.front() > '6')
        return Error(ErrorCode::InvalidRequest, QStringLiteral("Engine.IO: unknown packet type"));
    return Packet{static_cast<PacketType>(frame.front()), frame.sliced(1).toByteArray(), false};
}

} // namespace hearth::engineio
