#pragma once

#include "server/engine/websockettransport.h"

namespace hearth::server {

//! A WebSocket on the session's own loop.
class LocalTransport final : public WebSocketTransport, private WebSocket::Handler
{
public:
    LocalTransport(Stream::Pointer stream, const Bounds &bounds);
    //! What came behind the handshake.
    void begin(QByteArrayView rest) { m_socket.begin(rest); }

    [[nodiscard]] bool isWritable() const override { return isOpen() && !m_socket.isBlocked(); }
    [[nodiscard]] qint64 queuedBytes() const override { return m_socket.queuedBytes(); }

private:
    void write(const Frame &frame) override { m_socket.send(frame); }
    void sayGoodbye(CloseCode code) override { m_socket.close(code); }
    void answerGoodbye(quint16 code) override { m_socket.answerClose(code); }
    [[nodiscard]] bool hasRoomFor(qint64 bytes) override;

    void textReceived(QByteArrayView utf8) override { WebSocketTransport::textReceived(utf8); }
    void dataReceived(QByteArrayView data) override { WebSocketTransport::dataReceived(data); }
    void pingReceived(QByteArrayView data) override { WebSocketTransport::pingReceived(data); }
    void closeReceived(quint16 code) override { WebSocketTransport::closeReceived(code); }
    void offended(CloseCode code) override { WebSocketTransport::offended(code); }
    void gone() override { WebSocketTransport::gone(); }

    qint64 m_sendQueueBytes;
    WebSocket m_socket;
};

} // namespace hearth::server
