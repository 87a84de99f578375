#include "server/net/httpparser.h"

#include <QUrl>

#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/parser.hpp>

#include <limits>

namespace hearth::server {

namespace http = boost::beast::http;

namespace {

//! The body's bytes until somebody takes them. Beast's own string_body reserves at once what the peer
//! announces.
struct PieceBody
{
    struct value_type
    {
        QByteArray bytes;
        qint64 size = 0;  //!< of all that came
        qint64 limit = 0; //!< 0: none
    };

    class reader
    {
    public:
        template <bool isRequest, class Fields>
        reader(http::header<isRequest, Fields> &, value_type &body) : m_body(body)
        {}
        void init(const boost::optional<std::uint64_t> &, boost::beast::error_code &problem) { problem = {}; }
        template <class Buffers>
        std::size_t put(const Buffers &buffers, boost::beast::error_code &problem)
        {
            const auto size = qint64(boost::beast::buffer_bytes(buffers));
            if (m_body.limit > 0 && m_body.size + size > m_body.limit) {
                problem = http::error::body_limit;
                return 0;
            }
            problem = {};
            for (const auto &buffer : boost::beast::buffers_range_ref(buffers))
                m_body.bytes.append(static_cast<const char *>(buffer.data()), qsizetype(buffer.size()));
            m_body.size += size;
            return std::size_t(size);
        }
        void finish(boost::beast::error_code &problem) { problem = {}; }

    private:
        value_type &m_body;
    };
};

} // namespace

class HttpParser::Private
{
public:
    http::request_parser<PieceBody> parser;
    BodyBytes bodyBytes;
    int headerCount = 0;
    qint64 maxHeadBytes = 0;
    qint64 headBytes = 0; //!< of the head so far, then of what stood before the last piece of the body
    //! As it was without the trailer: Beast puts that to the header, where it could name another peer, say.
    HttpRequest head;
    bool keepsAlive = false;

    [[nodiscard]] std::optional<Error> takeHead();
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

std::optional<Error> HttpParser::Private::takeHead()
{
    const auto &message = parser.get();
    if (headerCount > 0 && std::distance(message.begin(), message.end()) > headerCount)
        return Error(ErrorCode::TooLarge, QStringLiteral("Over %1 header fields").arg(headerCount));
    if (!isLengthPlain(message))
        return Error(
            ErrorCode::InvalidRequest, QStringLiteral("Only the transfer encoding chunked is known"));
    // JSON takes no NUL either; what would become of it is another matter for each that it is given to.
    if (toBytes(message.target()).contains("%00"))
        return Error(ErrorCode::InvalidRequest, QStringLiteral("The address holds a NUL"));
    head.method = toBytes(message.method_string());
    const QUrl target = QUrl::fromEncoded("http://h" + toBytes(message.target()), QUrl::StrictMode);
    head.path = target.path(QUrl::FullyDecoded);
    head.query = QUrlQuery(target);
    for (const auto &field : message)
        head.headers.insert(toBytes(field.name_string()).toLower(), toBytes(field.value()).trimmed());
    keepsAlive = message.keep_alive();
    auto &body = parser.get().body();
    if (bodyBytes)
        body.limit = bodyBytes(head);
    const auto announced = parser.content_length();
    if (body.limit > 0 && announced && *announced > std::uint64_t(body.limit))
        return refusal(http::error::body_limit);
    return std::nullopt;
}

HttpParser::HttpParser(const Limits &limits, BodyBytes bodyBytes) : d(std::make_unique<Private>())
{
    d->bodyBytes = std::move(bodyBytes);
    d->headerCount = limits.headerCount;
    d->maxHeadBytes = limits.headBytes;
    if (limits.headBytes > 0)
        d->parser.header_limit(std::uint32_t(limits.headBytes + 1)); // Beast refuses what reaches it
    // Ours is in PieceBody. Not boost::none: Beast takes every length to be above that.
    d->parser.body_limit(std::numeric_limits<std::uint64_t>::max());
    d->parser.get().body().limit = limits.bodyBytes;
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
        const qint64 bodyBefore = d->parser.get().body().size;
        boost::beast::error_code problem;
        const auto put = qsizetype(d->parser.put(
            boost::asio::buffer(bytes.data() + taken, std::size_t(bytes.size() - taken)), problem));
        taken += put;
        const qint64 beside = put - (d->parser.get().body().size - bodyBefore);
        d->headBytes = hadHead ? beside : d->headBytes + beside;
        // Beast bounds neither what stands before a chunk nor the trailer, and the head only nearly.
        const qint64 unfinished = problem == http::error::need_more ? bytes.size() - taken : 0;
        if (d->maxHeadBytes > 0 && d->headBytes + unfinished > d->maxHeadBytes)
            return refusal(http::error::header_limit);
        if (problem == http::error::need_more)
            break;
        if (problem)
            return refusal(problem);
        if (!hadHead && d->parser.is_header_done()) {
            if (const auto wrong = d->takeHead())
                return *wrong;
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
    return d->keepsAlive;
}

HttpRequest HttpParser::request() const
{
    HttpRequest request = d->head;
    request.body = d->parser.get().body().bytes;
    return request;
}

QByteArray HttpParser::takeBody()
{
    return std::exchange(d->parser.get().body().bytes, {});
}

} // namespace hearth::server
