#include "shared/engineio/payload.h"

namespace hearth::engineio {

namespace {
constexpr char separator = '\x1e';
}

QByteArray encodePayload(const QList<Packet> &packets)
{
    QByteArray out;
    for (const Packet &packet : packets) {
        if (!out.isEmpty())
            out += separator;
        out += packet.isBinary ? 'b' + packet.data.toBase64() : encodeText(packet);
    }
    return out;
}

Result<QList<Packet>> decodePayload(QByteArrayView body, int maxPackets)
{
    QList<Packet> packets;
    for (qsizetype start = 0; start <= body.size();) {
        qsizetype end = body.indexOf(separator, start);
        if (end < 0)
            end = body.size();
        const QByteArrayView part = body.sliced(start, end - start);
        start = end + 1;
        if (packets.size() == maxPackets)
            return Error(
                ErrorCode::TooMany, QStringLiteral("Engine.IO: over %1 packets at once").arg(maxPackets));
        if (part.startsWith('b')) {
            const auto bytes = QByteArray::fromBase64Encoding(
                part.sliced(1).toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
            if (!bytes)
                return Error(ErrorCode::InvalidRequest, QStringLiteral("Engine.IO: bad base64"));
            packets.append({PacketType::Message, bytes.decoded, true});
            continue;
        }
        auto packet = decodeText(part);
        if (!packet)
            return packet.error();
        packets.append(*std::move(packet));
    }
    return packets;
}

} // namespace hearth::engineio
