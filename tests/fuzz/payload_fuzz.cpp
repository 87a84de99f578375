#include "shared/engineio/payload.h"
#include "tests/fuzz/fuzz.h"

namespace hearth::fuzz {

using namespace hearth::engineio;

void fuzz(QByteArrayView input)
{
    constexpr int maxPackets = 16;
    const auto packets = decodePayload(input, maxPackets);
    if (!packets)
        return;
    require(packets->size() == input.count('\x1e') + 1, "a packet between each two separators");
    require(packets->size() <= maxPackets, "the number of packets is bounded");
    for (const Packet &each : *packets)
        require(!each.isBinary || each.type == PacketType::Message, "only a message is binary");
    const auto again = decodePayload(encodePayload(*packets), maxPackets);
    require(again.isOk() && *again == *packets, "what decodes survives the way back");
}

} // namespace hearth::fuzz
