#pragma once

#include "server/net/loop.h"

namespace hearth::server {

//! Hands the kernel what the streams of one turn have queued: all frames of a stream in one send.
class Flusher
{
public:
    [[nodiscard]] static std::unique_ptr<Flusher> create(IoKind kind);
    virtual ~Flusher() = default;
    //! Empties `dirty`. A null entry is a stream that has gone.
    virtual void flush(std::vector<Stream *> &dirty) = 0;
    [[nodiscard]] virtual const char *name() const = 0;
};

//! Null where the kernel, or the machine's policy, allows no io_uring.
[[nodiscard]] std::unique_ptr<Flusher> makeUringFlusher();

} // namespace hearth::server
