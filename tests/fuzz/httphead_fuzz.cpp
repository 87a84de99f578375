#include "server/net/httpparser.h"
#include "server/net/router.h"
#include "server/net/websockethandshake.h"
#include "tests/fuzz/fuzz.h"

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

//! As HttpConnection does it: what the parser does not take comes again, with what follows it.
Outcome parse(const QList<QByteArray> &pieces)
{
    Outcome out;
    HttpParser parser(smallLimits());
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
        }
    }
    out.isHeadDone = parser.isHeadDone();
    out.isDone = parser.isDone();
    if (out.isHeadDone) {
        out.request = parser.request();
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

//! Every request gets one answer, with as many captures as its pattern has.
void checkRoute(const HttpRequest &request)
{
    int answers = 0;
    const auto respond = [&answers](const HttpResponse &) { ++answers; };
    Router router;
    const auto handler = [](qsizetype expected) {
        return [expected](const HttpRequest &, const QStringList &captures, const Responder &answer) {
            require(captures.size() == expected, "a capture for each name in the pattern");
            for (const QString &each : captures)
                require(!each.contains(QLatin1Char('/')), "a capture is one segment");
            answer({});
        };
    };
    router.add("GET", QStringLiteral("/"), handler(0));
    router.add("POST", QStringLiteral("/api/rooms/{id}/messages"), handler(1));
    router.add("PUT", QStringLiteral("/api/rooms/{id}/members/{user}"), handler(2));
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
    if (!whole.isHeadDone)
        return;
    checkRequest(whole.request);
    checkRoute(whole.request);
    checkHandshake(whole.request);
}

} // namespace hearth::fuzz
