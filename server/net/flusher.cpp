#include "server/net/flusher.h"

#include "server/net/stream.h"

namespace hearth::server {

namespace {

class SendFlusher final : public Flusher
{
public:
    void flush(std::vector<Stream *> &dirty) override
    {
        for (std::size_t i = 0; i < dirty.size(); ++i) {
            if (Stream *stream = dirty[i])
                stream->flush();
        }
        dirty.clear();
    }
    [[nodiscard]] const char *name() const override { return "send"; }
};

} // namespace

std::unique_ptr<Flusher> Flusher::create(IoKind kind)
{
    if (kind == IoKind::Best) {
        if (auto uring = makeUringFlusher())
            return uring;
    }
    return std::make_unique<SendFlusher>();
}

} // namespace hearth::server
