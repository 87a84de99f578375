#include "shared/engineio/handshake.h"
#include "shared/engineio/packet.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace hearth::fuzz {

using namespace hearth::engineio;

//! A text frame as the app gets it: a packet, and where it is OPEN a handshake.
void fuzz(QByteArrayView input)
{
    const auto packet = decodeText(input);
    const bool isKnown = !input.isEmpty() && input.front() >= '0' && input.front() <= '6';
    require(packet.isOk() == isKnown, "the seven types, and no other");
    if (!packet)
        return;
    require(encodeText(*packet) == input, "a packet is its frame, byte for byte");
    if (packet->type != PacketType::Open)
        return;
    const auto handshake = decodeHandshake(packet->data);
    if (!handshake)
        return;
    require(!handshake->sid.isEmpty() && handshake->pingInterval > 0 && handshake->pingTimeout > 0 &&
                handshake->maxPayload > 0,
        "a handshake has a session and its times");
    const QJsonObject json = QJsonDocument::fromJson(packet->data).object();
    require(json.value(QLatin1String("pingInterval")).toDouble() == handshake->pingInterval &&
                json.value(QLatin1String("pingTimeout")).toDouble() == handshake->pingTimeout &&
                json.value(QLatin1String("maxPayload")).toDouble() == double(handshake->maxPayload),
        "a number is neither rounded nor cut");
    const auto again = decodeHandshake(encodeHandshake(*handshake));
    require(again.isOk() && *again == *handshake, "what decodes survives the way back");
}

} // namespace hearth::fuzz
