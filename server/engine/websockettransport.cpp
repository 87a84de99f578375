#include "server/engine/websockettransport.h"

namespace hearth::server {

namespace {
constexpr quint16 firstOwnCode = 4000;
} // namespace

void WebSocketTransport::send(const Frame &frame)
{
    if (!isOpen())
        return;
    if (!hasRoomFor(frame.bytes.size()))
        return close(CloseCode::SlowReader);
    write(frame);
}

void WebSocketTransport::close(CloseCode code)
{
    if (!isOpen())
        return;
    m_closeCode = quint16(code);
    sayGoodbye(code);
}

void WebSocketTransport::textReceived(QByteArrayView utf8)
{
    if (isOpen() && handler())
        handler()->packetReceived(*this, utf8);
}

void WebSocketTransport::dataReceived(QByteArrayView data)
{
    if (isOpen() && handler())
        handler()->binaryReceived(*this, data);
}

void WebSocketTransport::closeReceived(quint16 code)
{
    if (isOpen())
        answerGoodbye(code);
    // An application's codes are ours here: what a peer says with them it cannot know.
    end(code < firstOwnCode ? code : quint16(CloseCode::Normal));
}

void WebSocketTransport::gone()
{
    end(quint16(CloseCode::GoingAway));
}

//! `code` where it was not we who closed it.
void WebSocketTransport::end(quint16 code)
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_closeCode = isOpen() ? code : m_closeCode;
    if (handler())
        handler()->transportClosed(*this, m_closeCode);
}

} // namespace hearth::server
