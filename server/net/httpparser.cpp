#include "server/net/httpparser.h"

#include <QUrl>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace hearth::server {

namespace http = boost::beast::http;

class HttpParser::Private
{
public:
    http::request_parser<http::string_body> parser;
    int headerCount = 0;
    qint64 maxHeadBytes = 0;
    qint64 headBytes = 0; //!< so far
};

namespace {

//! `0 CRLF CRLF`: no chunked body ends with less.
constexpr qsizetype lastChunkBytes = 5;

Error refusal(const boost::beast::error_code &problem)
{
    if (problem == http::error::header_limit)
        return {ErrorCode::TooLarge, QStringLiteral("The head of the request is too large")};
    if (problem == http::error::body_limit)
        return {ErrorCode::TooLarge, QStringLiteral("The body of the request is too large")};
    return {
        ErrorCode::InvalidRequest, QStringLiteral("Not HTTP: ") + QString::fromStdString(problem.message())};
}

QByteArray toBytes(boost::beast::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

//! Two readers of one request must not differ on where its body ends (smuggling): Beast lets pass a second or
//! an empty Transfer-Encoding, and a Content-Length after one that it does not know.
bool isLengthPlain(const http::fields &fields)
{
    const auto encodings = fields.count(http::field::transfer_encoding);
    return encodings == 0 || (encodings == 1 && fields.count(http::field::content_length) == 0 &&
                                 toBytes(fields[http::field::transfer_encoding]).toLower() == "chunked");
}

} // namespace

HttpParser::HttpParser(const Limits &limits) : d(std::make_unique<Private>())
{
    d->headerCount = limits.headerCount;
    d->maxHeadBytes = limits.headBytes;
    if (limits.headBytes > 0)
        d->parser.header_limit(std::uint32_t(limits.headBytes + 1)); // Beast refuses what reaches it
    if (limits.bodyBytes > 0)
        d->parser.body_limit(std::uint64_t(limits.bodyBytes));
}

HttpParser::~HttpParser() = default;

Result<qsizetype> HttpParser::feed(QByteArrayView bytes)
{
    qsizetype taken = 0;
    // put() stops between head and body, so it is called until it wants more bytes.
    while (taken < bytes.size() && !d->parser.is_done()) {
        const bool hadHead = d->parser.is_header_done();
        // Of a last chunk in smaller pieces Beast remembers that it has seen it, and asserts that all of it
        // is there.
        if (hadHead && d->parser.chunked() && bytes.size() - taken < lastChunkBytes)
            break;
        boost::beast::error_code problem;
        const auto put = qsizetype(d->parser.put(
            boost::asio::buffer(bytes.data() + taken, std::size_t(bytes.size() - taken)), problem));
        taken += put;
        if (!hadHead)
            d->headBytes += put;
        // Beast counts the first line with the fields only where they come in pieces.
        if (d->maxHeadBytes > 0 && d->headBytes > d->maxHeadBytes)
            return refusal(http::error::header_limit);
        if (problem == http::error::need_more)
            break;
        if (problem)
            return refusal(problem);
        if (!hadHead && d->parser.is_header_done()) {
            const auto &fields = d->parser.get();
            if (d->headerCount > 0 && std::distance(fields.begin(), fields.end()) > d->headerCount)
                return Error(
                    ErrorCode::TooLarge, QStringLiteral("Over %1 header fields").arg(d->headerCount));
            if (!isLengthPlain(fields))
                return Error(
                    ErrorCode::InvalidRequest, QStringLiteral("Only the transfer encoding chunked is known"));
        }
    }
    return taken;
}

bool HttpParser::isHeadDone() const
{
    return d->parser.is_header_done();
}

bool HttpParser::isDone() const
{
    return d->parser.is_done();
}

bool HttpParser::keepsAlive() const
{
    return d->parser.get().keep_alive();
}

HttpRequest HttpParser::request() const
{
    const auto &message = d->parser.get();
    HttpRequest request;
    request.method = toBytes(message.method_string());
    const QUrl target = QUrl::fromEncoded("http://h" + toBytes(message.target()), QUrl::StrictMode);
    request.path = target.path(QUrl::FullyDecoded);
    request.query = QUrlQuery(target);
    for (const auto &field : message)
        request.headers.insert(toBytes(field.name_string()).toLower(), toBytes(field.value()).trimmed());
    request.body = QByteArray(message.body().data(), qsizetype(message.body().size()));
    return request;
}

} // namespace hearth::server
