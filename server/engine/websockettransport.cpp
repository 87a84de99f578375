#include "server/engine/websockettransport.h"

namespace hearth::server {

namespace {
constexpr int lingerMs = 1'000;
constexpr int slowLingerMs = 5'000;
constexpr quint16 firstOwnCode = 4000;
} // namespace

WebSocketTransport::WebSocketTransport(Stream::Pointer stream, const Bounds &bounds)
    : m_stream(std::move(stream))
    , m_reader(*this, bounds.messageBytes)
    , m_sendQueueBytes(bounds.sendQueueBytes)
    , m_peer(m_stream->peer())
{
    m_stream->setHandler(this);
}

void WebSocketTransport::send(const Frame &frame)
{
    if (m_closeCode != 0)
        return;
    if (m_sendQueueBytes > 0 && m_stream->queuedBytes() + frame.bytes.size() > m_sendQueueBytes)
        return close(CloseCode::SlowReader);
    m_stream->send(frame.bytes);
}

void WebSocketTransport::close(CloseCode code)
{
    if (m_closeCode != 0 || m_hasEnded)
        return;
    m_closeCode = quint16(code);
    // A peer that does not read gets nothing more but the reason, should it read again: behind what the
    // kernel already holds for it, which takes a slow line a while.
    const bool isSlow = code == CloseCode::SlowReader;
    if (isSlow)
        m_stream->dropQueue();
    m_stream->send(closeFrame(code).bytes);
    m_stream->finish(isSlow ? slowLingerMs : lingerMs);
}

void WebSocketTransport::received(QByteArrayView bytes)
{
    m_reader.feed(bytes);
}

void WebSocketTransport::textMessage(QByteArrayView utf8)
{
    if (m_closeCode == 0 && handler())
        handler()->packetReceived(*this, utf8);
}

void WebSocketTransport::binaryMessage(QByteArrayView data)
{
    if (m_closeCode == 0 && handler())
        handler()->binaryReceived(*this, data);
}

void WebSocketTransport::pingFrame(QByteArrayView data)
{
    send(pongFrame(data));
}

void WebSocketTransport::closeFrameReceived(quint16 code)
{
    if (m_closeCode == 0) {
        m_stream->send(closeFrame(CloseCode(code)).bytes);
        m_stream->finish();
    }
    // An application's codes are ours here: what a peer says with them it cannot know.
    const quint16 said = code < firstOwnCode ? code : quint16(CloseCode::Normal);
    end(m_closeCode ? m_closeCode : said);
}

void WebSocketTransport::gone()
{
    end(m_closeCode ? m_closeCode : quint16(CloseCode::GoingAway));
}

void WebSocketTransport::end(quint16 code)
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_closeCode = code;
    m_reader.stop();
    if (handler())
        handler()->transportClosed(*this, code);
}

} // namespace hearth::server
