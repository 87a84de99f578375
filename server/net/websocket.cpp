#include "server/net/websocket.h"

namespace hearth::server {

namespace {
constexpr int goodbyeMs = 1'000;
constexpr int slowGoodbyeMs = 5'000;
} // namespace

WebSocket::WebSocket(Stream::Pointer stream, qint64 maxBytes, Handler &handler)
    : m_stream(std::move(stream)), m_handler(handler), m_reader(*this, maxBytes)
{
    m_stream->setHandler(this);
}

void WebSocket::close(CloseCode code)
{
    if (m_hasSaidGoodbye)
        return;
    // A peer that does not read gets nothing more but the reason, should it read again: behind what the
    // kernel already holds for it, which takes a slow line a while.
    const bool isSlow = code == CloseCode::SlowReader;
    if (isSlow)
        m_stream->dropQueue();
    endsWith(closeFrame(code), isSlow ? slowGoodbyeMs : goodbyeMs);
}

void WebSocket::answerClose(quint16 code)
{
    if (!m_hasSaidGoodbye)
        endsWith(closeFrame(CloseCode(code)), goodbyeMs);
}

void WebSocket::endsWith(const Frame &goodbye, int lingerMs)
{
    m_hasSaidGoodbye = true;
    m_stream->send(goodbye.bytes);
    m_stream->finish(lingerMs);
    updateReading();
}

void WebSocket::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    updateReading();
}

//! While a goodbye is due the peer's end waits, or it would end the stream before that.
void WebSocket::updateReading()
{
    m_stream->setPaused(!m_hasSaidGoodbye && (m_isPaused || m_isEnding));
}

void WebSocket::textMessage(QByteArrayView utf8)
{
    if (!m_hasSaidGoodbye)
        m_handler.textReceived(utf8);
}

void WebSocket::binaryMessage(QByteArrayView data)
{
    if (!m_hasSaidGoodbye)
        m_handler.dataReceived(data);
}

void WebSocket::pingFrame(QByteArrayView data)
{
    if (!m_hasSaidGoodbye)
        m_handler.pingReceived(data);
}

void WebSocket::closeFrameReceived(quint16 code)
{
    m_isEnding = true;
    m_handler.closeReceived(code);
    updateReading();
}

void WebSocket::failed(CloseCode code)
{
    m_isEnding = true;
    m_handler.offended(code);
    updateReading();
}

void WebSocket::gone()
{
    m_reader.stop();
    m_handler.gone();
}

} // namespace hearth::server
