#pragma once

#include "server/engine/transport.h"
#include "server/net/websocket.h"

namespace hearth::server {

//! What a session's WebSocket does, wherever its socket is: what is sent, what ends it and with which code.
class WebSocketTransport : public Transport
{
public:
    struct Bounds
    {
        qint64 messageBytes = 64 * 1024;
        qint64 sendQueueBytes = 1024 * 1024;
    };

    explicit WebSocketTransport(const PeerAddress &peer) : m_peer(peer) {}

    //! Frames are made once for all their readers, so that sending one is putting a reference into a queue.
    void send(const Frame &frame) final;
    void close(CloseCode code) final;
    [[nodiscard]] const char *name() const final { return "websocket"; }
    [[nodiscard]] PeerAddress peer() const final { return m_peer; }

protected:
    // ---- the socket's ----
    virtual void write(const Frame &frame) = 0;
    //! As WebSocket has them.
    virtual void sayGoodbye(CloseCode code) = 0;
    virtual void answerGoodbye(quint16 code) = 0;
    //! Whether the queue has room for that many bytes more.
    [[nodiscard]] virtual bool hasRoomFor(qint64 bytes) = 0;

    // ---- what happened to it, as WebSocket::Handler has it ----
    void textReceived(QByteArrayView utf8);
    void dataReceived(QByteArrayView data);
    void pingReceived(QByteArrayView data) { send(pongFrame(data)); }
    void closeReceived(quint16 code);
    void offended(CloseCode code) { close(code); }
    void gone();
    //! It has neither ended nor is it about to.
    [[nodiscard]] bool isOpen() const { return m_closeCode == 0; }

private:
    void end(quint16 code);

    PeerAddress m_peer;
    quint16 m_closeCode = 0; //!< of our goodbye, or of the end
    bool m_hasEnded = false;
};

} // namespace hearth::server
