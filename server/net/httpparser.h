#pragma once

#include "server/net/http.h"
#include "shared/base/limits.h"

#include <functional>
#include <memory>

namespace hearth::server {

//! HTTP/1.1 requests by Boost.Beast's parser, fed by hand. Refuses, beside what Beast refuses (CL with TE,
//! two CL, bare LF, control characters): any Transfer-Encoding but `chunked`, a head or body over the limits,
//! too many headers.
class HttpParser
{
public:
    //! How long the body of the request with this head may be; 0: as long as it likes.
    using BodyBytes = std::function<qint64(const HttpRequest &head)>;

    //! `bodyBytes` is asked once, with the head; without it limits.bodyBytes holds.
    explicit HttpParser(const Limits &limits, BodyBytes bodyBytes = {});
    ~HttpParser();

    //! Takes what it can of `bytes` and says how many those were.
    [[nodiscard]] Result<qsizetype> feed(QByteArrayView bytes);
    [[nodiscard]] bool isHeadDone() const;
    [[nodiscard]] bool isDone() const;
    [[nodiscard]] bool keepsAlive() const;
    //! Once isHeadDone(); with what has come of the body and was not taken: all of it once isDone().
    [[nodiscard]] HttpRequest request() const;
    //! What has come of the body since the last call, so that it need not be held as a whole.
    [[nodiscard]] QByteArray takeBody();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace hearth::server
