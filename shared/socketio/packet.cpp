#include "shared/socketio/packet.h"

#include "shared/base/strictjson.h"

namespace hearth::socketio {

QByteArray encodeHead(PacketType type, const QString &nsp, std::optional<qint64> id, qsizetype attachments)
{
    QByteArray out(1, static_cast<char>(type));
    if (type == PacketType::BinaryEvent || type == PacketType::BinaryAck)
        out += QByteArray::number(attachments) + '-';
    if (nsp != QLatin1String("/"))
        out += nsp.toUtf8() + ',';
    if (id)
        out += QByteArray::number(*id);
    return out;
}

QByteArray encode(const Packet &packet)
{
    QByteArray out = encodeHead(packet.type, packet.nsp, packet.id, packet.attachments.size());
    if (!packet.data.isUndefined())
        out += toCompactJson(packet.data);
    return out;
}

} // namespace hearth::socketio
