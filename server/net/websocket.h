#pragma once

#include "server/net/frame.h"
#include "server/net/stream.h"
#include "server/net/websocketreader.h"

namespace hearth::server {

//! A WebSocket (RFC 6455) after its handshake: whole messages in, finished frames out. Every answer is the
//! handler's, who may be on another thread, so that answers leave in the order of what they answer: from a
//! close frame or an offence on it takes nothing more, and waits for close() or answerClose().
class WebSocket final : private Stream::Handler, private WebSocketReader::Handler
{
public:
    class Handler
    {
    public:
        //! Valid UTF-8. The bytes are gone after the call; nothing comes after close().
        virtual void textReceived(QByteArrayView utf8) = 0;
        virtual void dataReceived(QByteArrayView data) = 0;
        //! To be answered by a pong with the same data.
        virtual void pingReceived(QByteArrayView data) = 0;
        //! The peer says goodbye.
        virtual void closeReceived(quint16 code) = 0;
        //! The peer broke a rule: it is to be closed.
        virtual void offended(CloseCode code) = 0;
        //! The peer has left, or broke, or did not answer a goodbye in time. Once, and nothing after it.
        virtual void gone() = 0;

    protected:
        ~Handler() = default;
    };

    //! `maxBytes` as WebSocketReader has it.
    WebSocket(Stream::Pointer stream, qint64 maxBytes, Handler &handler);
    //! What came behind the handshake.
    void begin(QByteArrayView rest) { received(rest); }

    void send(const Frame &frame) { m_stream->send(frame.bytes); }
    //! Says goodbye behind what was sent, and waits for the peer's: a second; a slow reader is sent nothing
    //! more before it, and gets 5.
    void close(CloseCode code);
    //! The same in answer to the peer's.
    void answerClose(quint16 code);
    //! Leaves what the peer sends in the kernel, and its end behind it.
    void setPaused(bool isPaused);
    [[nodiscard]] bool isBlocked() const { return m_stream->isBlocked(); }
    [[nodiscard]] qint64 queuedBytes() const { return m_stream->queuedBytes(); }

private:
    void received(QByteArrayView bytes) override { m_reader.feed(bytes); }
    void gone() override;
    void textMessage(QByteArrayView utf8) override;
    void binaryMessage(QByteArrayView data) override;
    void pingFrame(QByteArrayView data) override;
    void closeFrameReceived(quint16 code) override;
    void failed(CloseCode code) override;
    void endsWith(const Frame &goodbye, int lingerMs);
    void updateReading();

    Stream::Pointer m_stream;
    Handler &m_handler;
    WebSocketReader m_reader;
    bool m_isPaused = false;
    bool m_isEnding = false; //!< the handler knows
    bool m_hasSaidGoodbye = false;
};

} // namespace hearth::server
