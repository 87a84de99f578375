#include "shared/socketio/decoder.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonArray>

namespace hearth::fuzz {

using namespace hearth::socketio;

namespace {

constexpr Decoder::Bounds bounds{3, 8};

void checkPacket(const Packet &packet)
{
    const bool isBinary = packet.type == PacketType::BinaryEvent || packet.type == PacketType::BinaryAck;
    require(packet.attachments.size() <= (isBinary ? bounds.attachments : 0), "the attachments are bounded");
    require(packet.nsp.startsWith(QLatin1Char('/')), "a namespace begins with a slash");
    if (packet.type == PacketType::Event || packet.type == PacketType::BinaryEvent) {
        const QString name = packet.data.toArray().at(0).toString();
        require(name != QLatin1String("connect") && name != QLatin1String("disconnect"),
            "nobody forges the life of a connection");
    }
    if (packet.type == PacketType::Ack || packet.type == PacketType::BinaryAck)
        require(packet.id.has_value() && packet.data.isArray(), "an ack answers something");
}

void checkWayBack(const Packet &packet)
{
    Decoder decoder(bounds);
    auto again = decoder.addText(encode(packet));
    for (const QByteArray &each : packet.attachments) {
        require(again.isOk() && !again->has_value(), "attachments are awaited");
        again = decoder.addBinary(each);
    }
    require(again.isOk() && again->has_value(), "what decodes is written as what decodes");
    const Packet &back = **again;
    require(back.type == packet.type && back.nsp == packet.nsp && back.id == packet.id &&
                isSameJson(back.data, packet.data) && back.attachments == packet.attachments,
        "what decodes survives the way back");
}

} // namespace

//! Messages as they come after one another; one that begins with `b` is binary.
void fuzz(QByteArrayView input)
{
    Decoder decoder(bounds);
    for (const QByteArray &each : messagesOf(input)) {
        const auto result = each.startsWith('b') ? decoder.addBinary(each.mid(1)) : decoder.addText(each);
        if (!result)
            return;
        if (!result->has_value())
            continue;
        checkPacket(**result);
        checkWayBack(**result);
    }
}

} // namespace hearth::fuzz
