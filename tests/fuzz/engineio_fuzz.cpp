#include "shared/engineio/handshake.h"
#include "shared/engineio/packet.h"
#include "tests/fuzz/fuzz.h"

namespace hearth::fuzz {

using namespace hearth::engineio;

//! A text frame as the app gets it: a packet, and where it is OPEN a handshake.
void fuzz(QByteArrayView input)
{
    const auto packet = decodeText(input);
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
    const auto again = decodeHandshake(encodeHandshake(*handshake));
    require(again.isOk() && *again == *handshake, "what decodes survives the way back");
}

} // namespace hearth::fuzz
