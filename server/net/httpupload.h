#pragma once

#include <QByteArray>

namespace hearth::server {

//! Where a body comes from, on the loop's thread. Lives as long as the HttpUpload that it was given to.
class BodySource
{
public:
    //! Nothing more is received until resume(): what the peer sends stays in the kernel, and slows it down.
    virtual void pause() = 0;
    //! What was received meanwhile may be delivered within this call. The first one tells a peer that asked
    //! (`Expect: 100-continue`, RFC 9110, section 10.1.1) to send the body.
    virtual void resume() = 0;

protected:
    ~BodySource() = default;
};

//! The body of a request that is taken while it comes. The connection holds it and destroys it, at the end of
//! a turn, when the request was answered or the peer has gone, whichever comes first. An answer before
//! finished() ends the connection: the rest of the body is not read.
class HttpUpload
{
public:
    virtual ~HttpUpload() = default;
    //! Once, before the body: paused.
    virtual void begin(BodySource &source) = 0;
    //! The next bytes, gone after the call.
    virtual void received(QByteArrayView bytes) = 0;
    //! The body was whole. Nothing more is received.
    virtual void finished() = 0;
};

} // namespace hearth::server
