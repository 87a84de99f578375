#pragma once

#include "shared/base/closecode.h"

#include <QByteArray>

namespace hearth::server {

//! Takes a client's WebSocket frames apart (RFC 6455), incrementally and without I/O. Whatever breaks a rule
//! ends in failed() with the close code of section 7.4.1, and nothing is taken after it.
class WebSocketReader
{
public:
    class Handler
    {
    public:
        //! A whole message; valid UTF-8. The bytes are gone after the call.
        virtual void textMessage(QByteArrayView utf8) = 0;
        virtual void binaryMessage(QByteArrayView data) = 0;
        virtual void pingFrame(QByteArrayView data) = 0;
        //! The peer's close frame; its code, or Normal where it has none.
        virtual void closeFrameReceived(quint16 code) = 0;
        virtual void failed(CloseCode code) = 0;

    protected:
        ~Handler() = default;
    };

    //! `maxBytes` of one message; 0 for no bound.
    WebSocketReader(Handler &handler, qint64 maxBytes) : m_handler(handler), m_maxBytes(maxBytes) {}

    void feed(QByteArrayView bytes);
    //! Takes no more.
    void stop() { m_isStopped = true; }

private:
    struct Head;
    [[nodiscard]] qsizetype takeFrame(QByteArrayView bytes);
    [[nodiscard]] bool checkHead(const Head &head);
    void takeData(const Head &head, QByteArrayView payload);
    void takeControl(const Head &head, QByteArrayView payload);
    void fail(CloseCode code);

    Handler &m_handler;
    qint64 m_maxBytes;
    QByteArray m_rest;    //!< of a frame that is not complete
    QByteArray m_message; //!< of one that came in fragments
    int m_fragments = 0;
    quint8 m_messageOpcode = 0; //!< 0: no message is open
    bool m_isStopped = false;
};

} // namespace hearth::server
