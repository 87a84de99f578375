#include "tests/bench/frames.h"

namespace hearth::bench {

std::string upgradeRequest(const std::string &host, const std::string &path)
{
    return "GET " + path + "?EIO=4&transport=websocket HTTP/1.1\r\nHost: " + host +
           "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
}

void appendFrame(std::string &out, std::string_view text)
{
    out += char(0x80 | ServerFrame::Text);
    if (text.size() < 126) {
        out += char(0x80 | text.size());
    } else {
        out += char(0x80 | 126);
        out += char(text.size() >> 8);
        out += char(text.size() & 0xFF);
    }
    out.append(4, '\0');
    out += text;
}

bool takeFrame(std::string_view input, std::size_t &at, ServerFrame &frame)
{
    const auto byte = [&](std::size_t i) { return std::size_t(static_cast<unsigned char>(input[at + i])); };
    const std::size_t left = input.size() - at;
    if (left < 2)
        return false;
    std::size_t head = 2;
    std::size_t size = byte(1) & 0x7F;
    if (size >= 126) {
        head = size == 126 ? 4 : 10;
        if (left < head)
            return false;
        size = 0;
        for (std::size_t i = 2; i < head; ++i)
            size = size << 8 | byte(i);
    }
    if (left - head < size)
        return false;
    frame = {int(byte(0) & 0x0F), input.substr(at + head, size)};
    at += head + size;
    return true;
}

} // namespace hearth::bench
