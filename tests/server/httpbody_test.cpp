#include "server/net/listener.h"
#include "tests/support/waitfor.h"

#include <QTcpSocket>

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

//! What became of the bodies of one test.
struct Fate
{
    int ended = 0;
    BodyWriter *writer = nullptr;
};

//! Gives `size` bytes in pieces, each when the one before has left; where `size` is negative, only what the
//! test writes.
class Pieces final : public HttpBody
{
public:
    Pieces(Fate &fate, qint64 size) : m_fate(fate), m_left(size) {}
    ~Pieces() override
    {
        ++m_fate.ended;
        m_fate.writer = nullptr;
    }

    void begin(BodyWriter &writer) override
    {
        m_fate.writer = &writer;
        m_writer = &writer;
        drained();
    }
    void drained() override
    {
        if (m_left < 0)
            return;
        const qint64 size = std::min<qint64>(m_left, 64 * 1024);
        m_left -= size;
        if (size == 0)
            return m_writer->end();
        m_writer->write(QByteArray(size, 'x'));
    }

private:
    Fate &m_fate;
    BodyWriter *m_writer = nullptr;
    qint64 m_left;
};

class HttpBodyTest : public testing::Test
{
protected:
    static constexpr qint64 size = 4 * 1024 * 1024;

    void SetUp() override
    {
        auto loop = Loop::create(m_clock, IoKind::Best);
        ASSERT_TRUE(loop.isOk());
        m_loop = *std::move(loop);
        m_limits.sendQueueBytes = 256 * 1024;
        const auto add = [this](const QString &path, qint64 length, std::optional<qint64> told) {
            m_router.add(
                "GET", path, [=, this](const HttpRequest &, const QStringList &, const Responder &respond) {
                    HttpResponse response;
                    response.stream = std::make_shared<Pieces>(m_fate, length);
                    response.streamBytes = told;
                    respond(response);
                });
        };
        add(QStringLiteral("/known"), size, size);
        add(QStringLiteral("/unknown"), size, std::nullopt);
        add(QStringLiteral("/live"), -1, std::nullopt);
        m_listener =
            std::make_unique<Listener>(*m_loop, Listener::Options{m_limits, true, nullptr}, m_router);
        ASSERT_TRUE(m_listener->start(QHostAddress::LocalHost, 0).isOk());
        m_peer.connectToHost(QHostAddress::LocalHost, m_listener->serverPort());
    }

    void ask(const QByteArray &method, const QByteArray &path)
    {
        m_peer.write(method + ' ' + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
    }

    //! Takes an answer's head from what has come.
    QByteArray takeHead()
    {
        EXPECT_TRUE(waitFor([this] { return m_got.append(m_peer.readAll()).contains("\r\n\r\n"); }));
        const qsizetype end = m_got.indexOf("\r\n\r\n") + 4;
        const QByteArray head = m_got.left(end);
        m_got.remove(0, end);
        return head;
    }
    bool receives(qint64 bytes)
    {
        return waitFor([&] { return m_got.append(m_peer.readAll()).size() >= bytes; });
    }
    bool isClosed()
    {
        return waitFor([this] { return m_peer.state() == QAbstractSocket::UnconnectedState; });
    }

    SystemClock m_clock;
    Limits m_limits;
    Router m_router;
    Fate m_fate;
    std::unique_ptr<Loop> m_loop;
    std::unique_ptr<Listener> m_listener;
    QTcpSocket m_peer;
    QByteArray m_got;
};

TEST_F(HttpBodyTest, OfAKnownLengthLeavesTheConnectionToTheNextRequest)
{
    ask("GET", "/known");
    ask("GET", "/known");
    for (int i = 1; i <= 2; ++i) {
        const QByteArray head = takeHead();
        EXPECT_TRUE(head.contains("\r\nContent-Length: " + QByteArray::number(size) + "\r\n"))
            << head.constData();
        ASSERT_TRUE(receives(size));
        EXPECT_EQ(m_got.left(size).count('x'), size);
        m_got.remove(0, size);
    }
    EXPECT_TRUE(waitFor([this] { return m_fate.ended == 2; }));
    EXPECT_EQ(m_peer.state(), QAbstractSocket::ConnectedState);
}

TEST_F(HttpBodyTest, OfAnUnknownLengthGoesInChunks)
{
    ask("GET", "/unknown");
    const QByteArray head = takeHead();
    EXPECT_FALSE(head.contains("Content-Length")) << head.constData();
    EXPECT_TRUE(head.contains("\r\nTransfer-Encoding: chunked\r\n")) << head.constData();
    EXPECT_TRUE(head.contains("\r\nConnection: keep-alive\r\n")) << head.constData();
    ASSERT_TRUE(waitFor([this] { return m_got.append(m_peer.readAll()).endsWith("\r\n0\r\n\r\n"); }));
    qsizetype bytes = 0;
    while (!m_got.isEmpty()) {
        const qsizetype lineEnd = m_got.indexOf("\r\n");
        const qsizetype length = m_got.first(lineEnd).toLongLong(nullptr, 16);
        bytes += length;
        m_got.remove(0, lineEnd + 2 + length + 2);
    }
    EXPECT_EQ(bytes, size);
    ask("GET", "/known");
    EXPECT_TRUE(takeHead().contains("200 OK")) << "the connection goes on";
}

TEST_F(HttpBodyTest, OfAnUnknownLengthEndsWithAConnectionThatIsNotToStay)
{
    m_peer.write("GET /unknown HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    const QByteArray head = takeHead();
    EXPECT_FALSE(head.contains("Transfer-Encoding")) << head.constData();
    EXPECT_TRUE(head.contains("\r\nConnection: close\r\n")) << head.constData();
    ASSERT_TRUE(isClosed());
    EXPECT_TRUE(receives(size));
    EXPECT_EQ(m_got.size(), size);
}

TEST_F(HttpBodyTest, IsNotBegunForHead)
{
    ask("HEAD", "/known");
    ask("HEAD", "/known");
    takeHead();
    takeHead();
    EXPECT_TRUE(m_got.isEmpty());
    EXPECT_EQ(m_fate.ended, 2);
}

TEST_F(HttpBodyTest, IsOverWhenThePeerHasGone)
{
    ask("GET", "/live");
    takeHead();
    m_fate.writer->write("hello");
    ASSERT_TRUE(receives(5));
    m_peer.abort();
    EXPECT_TRUE(waitFor([this] { return m_fate.ended == 1; }));
    EXPECT_EQ(m_listener->counters().slowReaders, 0U);
}

TEST_F(HttpBodyTest, ClosesWhoDoesNotRead)
{
    m_peer.setReadBufferSize(1024);
    ask("GET", "/live");
    ASSERT_TRUE(waitFor([this] { return m_fate.writer != nullptr; }));
    const QByteArray piece(64 * 1024, 'x');
    EXPECT_TRUE(waitFor([&] {
        for (int i = 0; i < 16 && m_fate.writer; ++i)
            m_fate.writer->write(piece);
        return m_fate.ended == 1;
    }));
    EXPECT_EQ(m_listener->counters().slowReaders, 1U);
}

} // namespace hearth::test
