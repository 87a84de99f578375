#pragma once

#include <string>
#include <string_view>

namespace hearth::bench {

//! What a client says to open a WebSocket to Engine.IO at the path. `host` is for the Host header.
[[nodiscard]] std::string upgradeRequest(const std::string &host, const std::string &path = "/socket.io/");

//! Appends a client's frame of text (RFC 6455, section 5), masked with zeros: valid, and free.
void appendFrame(std::string &out, std::string_view text);

//! A server's frame: never in fragments.
struct ServerFrame
{
    enum Opcode { Text = 1, Close = 8 };
    int opcode = 0;
    std::string_view payload;
};

//! The whole frame that begins at `at`, which then is behind it; false where it is not all there.
[[nodiscard]] bool takeFrame(std::string_view input, std::size_t &at, ServerFrame &frame);

} // namespace hearth::bench
