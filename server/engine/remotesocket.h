#pragma once

#include "server/engine/websockettransport.h"
#include "server/net/iothread.h"

namespace hearth::server {

//! A WebSocket as an I/O thread has it, for a session on the main thread (remotetransport.h): it does what it
//! is told there, and tells what happens.
class RemoteSocket final : public IoThread::Resident, private WebSocket::Handler
{
public:
    //! For the main loop's thread, as is gauge(); everything else is the I/O thread's.
    [[nodiscard]] static RemoteSocket &begin(IoThread &thread, Stream::Parts parts, const QByteArray &rest,
        qint64 maxBytes, const std::shared_ptr<IoThread::Link> &owner);
    [[nodiscard]] const Stream::Gauge &gauge() const { return m_gauge; }

    void begin(IoThread &thread) override;
    void send(const Frame &frame) override;
    void close(CloseCode code) override { m_socket->close(code); }
    void answerClose(quint16 code) override { m_socket->answerClose(code); }
    void setPaused(bool isPaused) override { m_socket->setPaused(isPaused); }

private:
    //! What it is made of, until it has begun.
    struct Beginning
    {
        Stream::Parts parts;
        QByteArray rest;
        qint64 maxBytes;
    };
    RemoteSocket(std::unique_ptr<Beginning> beginning, const std::shared_ptr<IoThread::Link> &owner)
        : m_beginning(std::move(beginning)), m_owner(owner)
    {}

    void textReceived(QByteArrayView utf8) override;
    void dataReceived(QByteArrayView data) override;
    void pingReceived(QByteArrayView data) override;
    void closeReceived(quint16 code) override;
    void offended(CloseCode code) override;
    void gone() override;
    void tell(IoThread::News::Kind kind, QByteArrayView bytes, quint16 code = 0);

    std::unique_ptr<Beginning> m_beginning;
    std::shared_ptr<IoThread::Link> m_owner;
    IoThread *m_thread = nullptr;
    Stream::Gauge m_gauge;
    std::optional<WebSocket> m_socket; //!< from begin() on
};

} // namespace hearth::server
