#include "server/engine/localtransport.h"

namespace hearth::server {

LocalTransport::LocalTransport(Stream::Pointer stream, const Bounds &bounds)
    : WebSocketTransport(stream->peer())
    , m_sendQueueBytes(bounds.sendQueueBytes)
    , m_socket(std::move(stream), bounds.messageBytes, *this)
{}

bool LocalTransport::hasRoomFor(qint64 bytes)
{
    return m_sendQueueBytes <= 0 || m_socket.queuedBytes() + bytes <= m_sendQueueBytes;
}

} // namespace hearth::server
