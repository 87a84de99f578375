#pragma once

#include "tests/bench/delivery/client.h"

#include <memory>

namespace hearth::bench {

//! Somebody who hears some channels: on one stream of Server-Sent Events, or by `subscribe` on a WebSocket.
class Reader
{
public:
    virtual ~Reader() = default;
    [[nodiscard]] virtual int descriptor() const = 0;
    //! Reads what there is and calls `update` with the text of each channel:update. What fails throws
    //! std::runtime_error.
    using Update = void (*)(void *context, std::string_view text);
    virtual void take(void *context, Update update) = 0;
};

//! Both hear their channels once they are made; blocking until then.
[[nodiscard]] std::unique_ptr<Reader> streamReader(
    std::uint16_t port, const std::string &token, const std::string &channels);
[[nodiscard]] std::unique_ptr<Reader> socketReader(
    std::uint16_t port, const std::string &token, const std::string &channels);

//! A socket on which a stream was asked for, and that nobody reads. `channels`: names with commas between.
[[nodiscard]] int askForStream(
    std::uint16_t port, const std::string &token, const std::string &channels, int receiveBuffer = 0);

//! What the server holds for peers that have not read it yet: `hearth_send_queue_bytes` of its /metrics.
[[nodiscard]] long queuedBytesOf(std::uint16_t port);

} // namespace hearth::bench
