#pragma once

#include "server/net/frame.h"
#include "server/net/loop.h"
#include "server/net/peeraddress.h"
#include "shared/base/closecode.h"

namespace hearth::server {

//! A peer's way to exchange Engine.IO packets. Guarantees: frames leave in the order of send(), whole;
//! transportClosed() comes exactly once, and after it nothing else; a peer that does not read is closed with
//! SlowReader once its queue is over the bound, and holds no more than that.
class Transport : public Retired
{
public:
    class Handler
    {
    public:
        //! A packet in its text form; the bytes are gone after the call.
        virtual void packetReceived(Transport &from, QByteArrayView packet) = 0;
        virtual void binaryReceived(Transport &from, QByteArrayView data) = 0;
        virtual void transportClosed(Transport &from, quint16 code) = 0;

    protected:
        ~Handler() = default;
    };

    void setHandler(Handler *handler) { m_handler = handler; }

    virtual void send(const Frame &frame) = 0;
    //! Says goodbye; transportClosed() follows with the same code, at the latest after a second, a slow
    //! reader's after 5.
    virtual void close(CloseCode code) = 0;
    //! `websocket` or `polling`.
    [[nodiscard]] virtual const char *name() const = 0;
    //! Whether what is sent now leaves at once; a polling peer has to ask first.
    [[nodiscard]] virtual bool isWritable() const = 0;
    //! Sent, and not yet taken by the kernel or fetched by the peer.
    [[nodiscard]] virtual qint64 queuedBytes() const = 0;
    [[nodiscard]] virtual PeerAddress peer() const = 0;

protected:
    [[nodiscard]] Handler *handler() const { return m_handler; }

private:
    Handler *m_handler = nullptr;
};

} // namespace hearth::server
