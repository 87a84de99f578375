#include "shared/engineio/payload.h"
#include "tests/fuzz/fuzz.h"

namespace hearth::fuzz {

using namespace hearth::engineio;

namespace {

//! RFC 4648, section 4, bit by bit; of text that was accepted.
QByteArray base64Of(QByteArrayView text)
{
    static constexpr QByteArrayView alphabet(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    QByteArray out;
    quint32 bits = 0;
    int count = 0;
    for (const char c : text) {
        if (c == '=')
            break;
        const qsizetype digit = alphabet.indexOf(c);
        require(digit >= 0, "base64 has its own alphabet");
        bits = bits << 6 | quint32(digit);
        count += 6;
        if (count >= 8)
            out += char(bits >> (count -= 8));
    }
    return out;
}

} // namespace

//! The body of a POST.
void fuzz(QByteArrayView input)
{
    constexpr int maxPackets = 16;
    const auto packets = decodePayload(input, maxPackets);
    if (!packets)
        return;
    require(packets->size() == input.count('\x1e') + 1, "a packet between each two separators");
    require(packets->size() <= maxPackets, "the number of packets is bounded");
    const QList<QByteArray> parts = messagesOf(input);
    for (qsizetype i = 0; i < packets->size(); ++i) {
        const Packet &each = packets->at(i);
        require(!each.isBinary || each.type == PacketType::Message, "only a message is binary");
        require(each.isBinary || encodeText(each) == parts.at(i), "a packet of text is its bytes");
        require(each.isBinary == parts.at(i).startsWith('b'), "what begins with b is binary, and only that");
        require(
            !each.isBinary || each.data == base64Of(parts.at(i).sliced(1)), "a binary packet is its base64");
    }
    const auto again = decodePayload(encodePayload(*packets), maxPackets);
    require(again.isOk() && *again == *packets, "what decodes survives the way back");
}

} // namespace hearth::fuzz
