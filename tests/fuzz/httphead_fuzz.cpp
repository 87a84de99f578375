#include "server/net/httpparser.h"
#include "server/net/router.h"
#include "server/net/websockethandshake.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <cctype>

namespace hearth::fuzz {

using namespace hearth::server;

namespace {

Limits smallLimits()
{
    Limits limits;
    limits.headBytes = 512;
    limits.headerCount = 8;
    limits.bodyBytes = 256;
    return limits;
}

struct Outcome
{
    bool isRefused = false;
    bool isHeadDone = false;
    bool isDone = false;
    qsizetype taken = 0; //!< Once done: where the next request begins.
    bool keepsAlive = false;
    HttpRequest request;
};

//! Who gets the body.
enum class Body {
    Whole,   //!< the request has it
    InPieces //!< it is taken while it comes, as an upload's is
};

//! As HttpConnection does it: what the parser does not take comes again, with what follows it.
Outcome parse(const QList<QByteArray> &pieces, Body body = Body::Whole)
{
    Outcome out;
    int asked = 0;
    HttpParser parser(smallLimits(), [&asked](const HttpRequest &) {
        ++asked;
        return smallLimits().bodyBytes;
    });
    QByteArray piecesOfBody;
    QByteArray waiting;
    for (const QByteArray &piece : pieces) {
        waiting += piece;
        for (qsizetype taken = -1; taken != 0 && !waiting.isEmpty() && !parser.isDone();) {
            const auto result = parser.feed(waiting);
            if (!result) {
                out.isRefused = true;
                return out;
            }
            taken = *result;
            require(taken >= 0 && taken <= waiting.size(), "the parser takes what it was given");
            waiting.remove(0, taken);
            out.taken += taken;
            if (body == Body::InPieces)
                piecesOfBody += parser.takeBody();
        }
        require(parser.isDone() || waiting.size() <= smallLimits().headBytes, "what waits is bounded");
    }
    out.isHeadDone = parser.isHeadDone();
    out.isDone = parser.isDone();
    if (out.isHeadDone) {
        require(asked == 1, "the bound of a body is asked once a head");
        out.request = parser.request();
        require(body == Body::Whole || out.request.body.isEmpty(), "what was taken is not held");
        out.request.body += piecesOfBody;
        out.keepsAlive = parser.keepsAlive();
    }
    return out;
}

void checkSame(const Outcome &whole, const Outcome &sliced)
{
    // Beast puts off what is wrong in pieces of an unfinished head: slicing may decide when, but not whether.
    require(whole.isDone == sliced.isDone, "slicing does not decide what is a request");
    if (whole.isRefused || sliced.isRefused)
        return;
    require(whole.isHeadDone == sliced.isHeadDone, "slicing does not decide what is a head");
    if (!whole.isHeadDone)
        return;
    const HttpRequest &a = whole.request;
    const HttpRequest &b = sliced.request;
    require(a.method == b.method && a.path == b.path && a.query == b.query && a.headers == b.headers &&
                whole.keepsAlive == sliced.keepsAlive,
        "slicing does not change the head");
    require(!whole.isDone || (a.body == b.body && whole.taken == sliced.taken),
        "slicing does not change the body, nor where the next request begins");
}

void checkRequest(const HttpRequest &request)
{
    const Limits limits = smallLimits();
    require(request.headers.size() <= limits.headerCount, "the number of headers is bounded");
    require(request.body.size() <= limits.bodyBytes, "the body is bounded");
    const bool isChunked = request.headers.contains("transfer-encoding");
    require(!isChunked || !request.headers.contains("content-length"), "one length only: no smuggling");
    require(
        !isChunked || request.header("transfer-encoding").toLower() == "chunked", "chunked is all we know");
    for (auto it = request.headers.begin(); it != request.headers.end(); ++it) {
        for (const char c : it.key() + it.value())
            require(c != '\r' && c != '\n' && c != '\0', "a header is one line");
    }
}

//! RFC 9112, section 7.1, of a body that was accepted: what it says, and where it ends; nothing where it is
//! not as it should be.
std::optional<std::pair<QByteArray, qsizetype>> dechunked(QByteArrayView input, qsizetype at)
{
    QByteArray body;
    for (;;) {
        const qsizetype lineEnd = input.indexOf("\r\n", at);
        if (lineEnd < 0)
            return std::nullopt;
        const QByteArrayView line = input.sliced(at, lineEnd - at);
        const auto digits = std::ranges::find_if_not(line, [](char c) { return std::isxdigit(uchar(c)); });
        bool isNumber = false;
        const qsizetype size = line.first(digits - line.begin()).toByteArray().toLongLong(&isNumber, 16);
        at = lineEnd + 2;
        if (!isNumber || size < 0 || input.size() - at < size + 2)
            return std::nullopt;
        if (size == 0)
            break;
        body += input.sliced(at, size);
        at += size;
        if (input.sliced(at, 2) != "\r\n")
            return std::nullopt;
        at += 2;
    }
    const qsizetype end = input.sliced(at).startsWith("\r\n") ? at : input.indexOf("\r\n\r\n", at) + 2;
    return end < at ? std::nullopt : std::optional(std::pair(body, end + 2));
}

//! Two readers of a request must not differ on where it ends: this is the other one.
void checkLength(QByteArrayView input, const Outcome &out)
{
    const qsizetype head = input.indexOf("\r\n\r\n") + 4;
    const QByteArray text = input.first(head).toByteArray().toLower();
    for (const QByteArray &name : out.request.headers.keys())
        require(text.contains("\r\n" + name + ':'), "no header comes from a trailer");
    if (out.request.headers.contains("transfer-encoding")) {
        const auto expected = dechunked(input, head);
        require(expected && out.request.body == expected->first && out.taken == expected->second,
            "a chunked body is what its chunks say");
        return;
    }
    const auto length = out.request.header("content-length");
    const qsizetype size = length.isEmpty() ? 0 : length.toLongLong();
    require(out.taken == head + size && out.request.body == input.sliced(head, size),
        "a body is as long as its head says");
}

//! Every request gets one answer, with as many captures as its pattern has.
void checkRoute(const HttpRequest &request)
{
    int answers = 0;
    const auto respond = [&answers](const HttpResponse &) { ++answers; };
    Router router;
    const auto handler = [](qsizetype names, qsizetype slashes) {
        return [=](const HttpRequest &routed, const QStringList &captures, const Responder &answer) {
            require(captures.size() == names, "a capture for each name in the pattern");
            require(
                routed.path.count(QLatin1Char('/')) == slashes, "a path has as many segments as its pattern");
            for (const QString &each : captures)
                require(!each.contains(QLatin1Char('/')), "a capture is one segment");
            answer({});
        };
    };
    router.add("GET", QStringLiteral("/"), handler(0, 1));
    router.add("POST", QStringLiteral("/api/rooms/{id}/messages"), handler(1, 4));
    router.add("PUT", QStringLiteral("/api/rooms/{id}/members/{user}"), handler(2, 5));
    router.route(request, respond);
    require(answers == 1, "one answer a request");
}

void checkHandshake(const HttpRequest &request)
{
    (void)request.bearerToken();
    if (request.isWebSocketUpgrade() && !handshakeRefusal(request))
        require(handshakeResponse(request).count("\r\n") == 5, "the answer to a handshake has five lines");
}

} // namespace

void fuzz(QByteArrayView input)
{
    const Outcome whole = parse({input.toByteArray()});
    checkSame(whole, parse(slicesOf(input)));
    checkSame(whole, parse(bytesOf(input)));
    checkSame(whole, parse(slicesOf(input), Body::InPieces));
    if (!whole.isHeadDone)
        return;
    if (whole.isDone)
        checkLength(input, whole);
    checkRequest(whole.request);
    checkRoute(whole.request);
    checkHandshake(whole.request);
}

} // namespace hearth::fuzz
