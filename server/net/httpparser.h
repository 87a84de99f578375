#pragma once

#include "server/net/http.h"
#include "shared/base/limits.h"

#include <memory>

namespace hearth::server {

//! HTTP/1.1 requests by Boost.Beast's parser, fed by hand. Refuses, beside what Beast refuses (CL with TE,
//! two CL, bare LF, control characters): any Transfer-Encoding but `chunked`, a head or body over the limits,
//! too many headers.
class HttpParser
{
public:
    explicit HttpParser(const Limits &limits);
    ~HttpParser();

    //! Takes what it can of `bytes` and says how many those were.
    [[nodiscard]] Result<qsizetype> feed(QByteArrayView bytes);
    [[nodiscard]] bool isHeadDone() const;
    [[nodiscard]] bool isDone() const;
    [[nodiscard]] bool keepsAlive() const;
    //! Once isHeadDone(); with the body once isDone().
    [[nodiscard]] HttpRequest request() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace hearth::server
