#include "shared/socketio/packet.h"

#include "shared/base/strictjson.h"

namespace hearth::socketio {

QByteArray encode(const Packet &packet)
{
    QByteArray out(1, static_cast<char>(packet.type));
    if (packet.type == PacketType::BinaryEvent || packet.type == PacketType::BinaryAck)
        out += QByteArray::number(packet.attachments.size()) + '-';
    if (packet.nsp != QLatin1String("/"))
        out += packet.nsp.toUtf8() + ',';
    if (packet.id)
        out += QByteArray::number(*packet.id);
    if (!packet.data.isUndefined())
        out += toCompactJson(packet.data);
    return out;
}

} // namespace hearth::socketio
