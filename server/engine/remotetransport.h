#pragma once

#include "server/engine/remotesocket.h"

namespace hearth::server {

//! The session's end of a WebSocket on an I/O thread. What is on its way to the thread counts as queued, so
//! that a slow reader's bound holds for both together; what the peer says is heard a turn later, in its
//! order. As everything is answered from here, answers leave in the order of what they answer.
class RemoteTransport final : public WebSocketTransport, private IoThread::Owner
{
public:
    //! `rest`: what came behind the handshake. The thread outlives this.
    RemoteTransport(IoThread &thread, Stream::Parts parts, const QByteArray &rest, const Bounds &bounds);
    ~RemoteTransport() override;

    [[nodiscard]] bool isWritable() const override;
    [[nodiscard]] qint64 queuedBytes() const override;

private:
    void write(const Frame &frame) override;
    void sayGoodbye(CloseCode code) override;
    void answerGoodbye(quint16 code) override;
    [[nodiscard]] bool hasRoomFor(qint64 bytes) override;
    void told(const IoThread::News &news) override;

    IoThread &m_thread;
    std::shared_ptr<IoThread::Link> m_link;
    qint64 m_sendQueueBytes;
    RemoteSocket &m_socket; //!< there until it is dropped
    qint64 m_sent = 0;
    qint64 m_settled = 0; //!< the gauge's, when it was looked at last
};

} // namespace hearth::server
