#pragma once

#include "server/engine/transport.h"
#include "server/net/stream.h"
#include "server/net/websocketreader.h"

namespace hearth::server {

//! A WebSocket (RFC 6455) after its handshake. Frames are made once for all their readers, so that writing
//! one is putting a reference into the stream's queue.
class WebSocketTransport final : public Transport,
                                 public Retired,
                                 public Stream::Handler,
                                 public WebSocketReader::Handler
{
public:
    struct Bounds
    {
        qint64 messageBytes = 64 * 1024;
        qint64 sendQueueBytes = 1024 * 1024;
    };

    WebSocketTransport(Stream::Pointer stream, const Bounds &bounds);
    //! What came behind the handshake.
    void begin(QByteArrayView rest) { received(rest); }

    void send(const Frame &frame) override;
    void close(CloseCode code) override;
    [[nodiscard]] const char *name() const override { return "websocket"; }
    [[nodiscard]] bool isWritable() const override { return m_closeCode == 0 && !m_stream->isBlocked(); }
    [[nodiscard]] qint64 queuedBytes() const override { return m_stream->queuedBytes(); }
    [[nodiscard]] PeerAddress peer() const override { return m_peer; }

private:
    void received(QByteArrayView bytes) override;
    void gone() override;
    void textMessage(QByteArrayView utf8) override;
    void binaryMessage(QByteArrayView data) override;
    void pingFrame(QByteArrayView data) override;
    void closeFrameReceived(quint16 code) override;
    void failed(CloseCode code) override { close(code); }
    void end(quint16 code);

    Stream::Pointer m_stream;
    WebSocketReader m_reader;
    qint64 m_sendQueueBytes;
    PeerAddress m_peer;
    quint16 m_closeCode = 0; //!< of the close frame that was sent
    bool m_hasEnded = false;
};

} // namespace hearth::server
