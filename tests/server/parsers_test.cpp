#include "server/net/httpparser.h"

namespace hearth::server {
namespace {

//! As HttpConnection does it: what is not taken comes again, with what follows. Nothing: refused or not done.
std::optional<HttpRequest> parsed(const QByteArray &bytes, qsizetype pieceSize)
{
    HttpParser parser(Limits{});
    QByteArray waiting;
    for (qsizetype at = 0; at < bytes.size(); at += pieceSize) {
        waiting += bytes.mid(at, pieceSize);
        const auto taken = parser.feed(waiting);
        if (!taken)
            return std::nullopt;
        waiting.remove(0, *taken);
    }
    return parser.isDone() ? std::optional(parser.request()) : std::nullopt;
}

TEST(HttpParser, ReadsABodyHoweverItIsCut)
{
    const QByteArray head = "POST / HTTP/1.1\r\nHost: h\r\n";
    const std::pair<QByteArray, QByteArray> table[] = {
        {head + "Content-Length: 5\r\n\r\nhello", "hello"},
        {head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n!\r\n0\r\n\r\n", "hello!"},
        {head + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\nTrailer: t\r\n\r\n", "ab"},
        {head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", ""}, // Beast asserts on three bytes and one
    };
    for (const auto &[bytes, body] : table) {
        for (qsizetype pieceSize = 1; pieceSize <= bytes.size(); ++pieceSize) {
            const auto request = parsed(bytes, pieceSize);
            ASSERT_TRUE(request.has_value()) << bytes.constData() << " by " << pieceSize;
            EXPECT_EQ(request->body, body) << bytes.constData() << " by " << pieceSize;
        }
    }
}

TEST(HttpParser, BoundsTheHeadHoweverItIsCut)
{
    const auto head = [](qsizetype size) {
        const QByteArray start = "GET /a/long/path HTTP/1.1\r\nX: ";
        return start + QByteArray(size - start.size() - 4, 'x') + "\r\n\r\n";
    };
    const qint64 longest = Limits{}.headBytes;
    for (const qsizetype pieceSize : {7, 4096, 65'536}) {
        EXPECT_TRUE(parsed(head(longest), pieceSize).has_value()) << pieceSize;
        EXPECT_FALSE(parsed(head(longest + 1), pieceSize).has_value()) << pieceSize;
    }
}

TEST(HttpParser, BoundsWhatStandsBesideAChunk)
{
    const QByteArray head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    const QByteArray longest(Limits{}.headBytes, 'x');
    for (const QByteArray &body :
        {"1;" + longest + "\r\na\r\n0\r\n\r\n", "0\r\nX: " + longest + "\r\n\r\n"}) {
        for (const qsizetype pieceSize : {7, 65'536})
            EXPECT_FALSE(parsed(head + body, pieceSize).has_value()) << pieceSize;
        HttpParser parser(Limits{});
        ASSERT_TRUE(parser.feed(head).isOk());
        EXPECT_FALSE(parser.feed(body.chopped(4)).isOk()) << "what never ends is refused before it does";
    }
}

TEST(HttpParser, TakesNoHeaderFromTheTrailer)
{
    const QByteArray request =
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nX-Forwarded-For: 10.0.0.1\r\n\r\n"
        "0\r\nX-Forwarded-For: 127.0.0.1\r\nAuthorization: Bearer t\r\n\r\n";
    const auto got = parsed(request, request.size());
    ASSERT_TRUE(got.has_value());
    EXPECT_EQ(got->header("x-forwarded-for"), "10.0.0.1");
    EXPECT_FALSE(got->headers.contains("authorization"));
}

TEST(HttpParser, TakesNoNulInThePath)
{
    const auto takes = [](const QByteArray &target) {
        const QByteArray request = "GET " + target + " HTTP/1.1\r\n\r\n";
        return parsed(request, request.size()).has_value();
    };
    for (const QByteArray target : {"/a%00", "/a?after=%00", "/a?%00=1"})
        EXPECT_FALSE(takes(target)) << target.constData();
    for (const QByteArray target : {"/a%20", "/a?after=%2500"})
        EXPECT_TRUE(takes(target)) << target.constData();
}

TEST(HttpParser, RefusesABodyWhoseEndIsAMatterOfTaste)
{
    for (const QByteArray fields : {"Transfer-Encoding:", "Transfer-Encoding: gzip",
             "Transfer-Encoding: gzip, chunked", "Transfer-Encoding:\r\nTransfer-Encoding: chunked",
             "Transfer-Encoding: chunked\r\nTransfer-Encoding:",
             "Transfer-Encoding:\r\nTransfer-Encoding: gzip", "Transfer-Encoding:\r\nContent-Length: 5",
             "Content-Length: 5\r\nTransfer-Encoding: chunked", "Content-Length: 5\r\nContent-Length: 6"}) {
        const QByteArray request = "POST / HTTP/1.1\r\n" + fields + "\r\n\r\n0\r\n\r\n";
        EXPECT_FALSE(parsed(request, request.size()).has_value()) << fields.constData();
    }
}

} // namespace
} // namespace hearth::server
