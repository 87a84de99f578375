#pragma once

#include <QByteArray>

namespace hearth::server {

//! Where a body goes, on the loop's thread. Lives as long as the HttpBody that it was given to.
class BodyWriter
{
public:
    //! Queues the bytes. Over Limits::sendQueueBytes the peer reads too slowly and is closed, which destroys
    //! the body at the end of the turn, not within this call.
    virtual void write(const QByteArray &bytes) = 0;
    //! The body is whole. It is destroyed at the end of the turn; the connection goes on.
    virtual void end() = 0;
    //! The rest cannot be had: closes the connection, by which the peer knows that it has not got all.
    virtual void fail() = 0;
    //! Written, and not yet taken by the kernel.
    [[nodiscard]] virtual qint64 queuedBytes() const = 0;

protected:
    ~BodyWriter() = default;
};

//! The body of an answer that is not there as a whole: Server-Sent Events, a file. The connection holds it
//! and destroys it when it has ended or the peer has gone, whichever comes first.
class HttpBody
{
public:
    virtual ~HttpBody() = default;
    //! Once, with the head on its way.
    virtual void begin(BodyWriter &writer) = 0;
    //! The kernel has taken everything that was written: the time for more.
    virtual void drained() {}
};

} // namespace hearth::server
