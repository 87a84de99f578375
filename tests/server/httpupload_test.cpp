#include "server/net/listener.h"
#include "tests/support/waitfor.h"

#include <QTcpSocket>

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

//! What an upload met, and the hands on it.
struct Meeting
{
    QByteArray got;
    bool isFinished = false;
    bool hasEnough = false; //!< it pauses with the next bytes
    int ended = 0;
    BodySource *source = nullptr;
    Responder respond;
};

class Taking final : public HttpUpload
{
public:
    explicit Taking(Meeting &meeting) : m_meeting(meeting) {}
    ~Taking() override
    {
        ++m_meeting.ended;
        m_meeting.source = nullptr;
    }
    void begin(BodySource &source) override { m_meeting.source = &source; }
    void received(QByteArrayView bytes) override
    {
        m_meeting.got += bytes;
        if (m_meeting.hasEnough)
            m_meeting.source->pause();
    }
    void finished() override { m_meeting.isFinished = true; }

private:
    Meeting &m_meeting;
};

class HttpUploadTest : public testing::Test
{
protected:
    static constexpr qint64 bound = 8 * 1024 * 1024;

    void SetUp() override
    {
        auto loop = Loop::create(m_clock, IoKind::Best);
        ASSERT_TRUE(loop.isOk());
        m_loop = *std::move(loop);
        m_limits.bodyBytes = 100;
        m_limits.bodyMs = 50;
        m_limits.uploadStalledMs = 20'000;
        m_router.addUpload("POST", QStringLiteral("/up/{id}"), bound,
            [this](const HttpRequest &head, const QStringList &,
                const Responder &respond) -> std::shared_ptr<HttpUpload> {
                if (head.header("authorization").isEmpty()) {
                    respond(HttpResponse::error(ErrorCode::Unauthorized));
                    return nullptr;
                }
                m_meeting.respond = respond;
                return std::make_shared<Taking>(m_meeting);
            });
        m_router.add("POST", QStringLiteral("/plain"),
            [](const HttpRequest &request, const QStringList &, const Responder &respond) {
                HttpResponse response;
                response.body = request.body;
                respond(response);
            });
        start();
    }
    void start()
    {
        m_listener =
            std::make_unique<Listener>(*m_loop, Listener::Options{m_limits, true, nullptr}, m_router);
        ASSERT_TRUE(m_listener->start(QHostAddress::LocalHost, 0).isOk());
        m_peer.connectToHost(QHostAddress::LocalHost, m_listener->serverPort());
    }
    void send(const QByteArray &headers, const QByteArray &body = {}, const QByteArray &path = "/up/1")
    {
        m_peer.write("POST " + path + " HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n" + body);
    }
    bool begins()
    {
        return waitFor([this] { return m_meeting.source != nullptr; });
    }
    bool gets(qint64 bytes)
    {
        return waitFor([&] { return m_meeting.got.size() >= bytes; });
    }
    bool answers(const QByteArray &text)
    {
        return waitFor([&] { return m_got.append(m_peer.readAll()).contains(text); });
    }
    bool isClosed()
    {
        return waitFor([this] {
            m_got.append(m_peer.readAll());
            return m_peer.state() == QAbstractSocket::UnconnectedState;
        });
    }
    //! Another peer's ordinary request of two bytes, and what its answer holds.
    bool otherGets(const QByteArray &body, const QByteArray &text)
    {
        QTcpSocket other;
        other.connectToHost(QHostAddress::LocalHost, m_listener->serverPort());
        other.write("POST /plain HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n" + body);
        QByteArray got;
        return waitFor([&] { return got.append(other.readAll()).contains(text); });
    }
    static QByteArray length(qint64 bytes)
    {
        return "Authorization: x\r\nContent-Length: " + QByteArray::number(bytes) + "\r\n";
    }

    SystemClock m_clock;
    Limits m_limits;
    Router m_router;
    Meeting m_meeting;
    std::unique_ptr<Loop> m_loop;
    std::unique_ptr<Listener> m_listener;
    QTcpSocket m_peer;
    QByteArray m_got;
};

TEST_F(HttpUploadTest, ComesInPiecesOnceItIsWantedAndLeavesTheConnectionOpen)
{
    const QByteArray body(1'000'000, 'x');
    for (int i = 0; i < 2; ++i) {
        send(length(body.size()), body);
        ASSERT_TRUE(begins());
        EXPECT_TRUE(m_meeting.got.isEmpty()) << "it begins paused";
        m_meeting.source->resume();
        ASSERT_TRUE(waitFor([this] { return m_meeting.isFinished; }));
        EXPECT_EQ(m_meeting.got, body);
        EXPECT_EQ(m_meeting.ended, i) << "it is held until the answer";
        m_meeting.respond(HttpResponse::json({{QStringLiteral("n"), i}}, 201));
        ASSERT_TRUE(answers("{\"n\":" + QByteArray::number(i) + "}"));
        EXPECT_EQ(m_meeting.ended, i + 1);
        m_meeting.got.clear();
        m_meeting.isFinished = false;
    }
    send("Content-Length: 2\r\n", "ok", "/plain");
    EXPECT_TRUE(answers("\r\n\r\nok"));
}

TEST_F(HttpUploadTest, InChunksAndOfNothingIsTheSame)
{
    send("Authorization: x\r\nTransfer-Encoding: chunked\r\n", "5\r\nhello\r\n1;x=y\r\n!\r\n0\r\n\r\n");
    ASSERT_TRUE(begins());
    m_meeting.source->resume();
    EXPECT_TRUE(waitFor([this] { return m_meeting.isFinished; }));
    EXPECT_EQ(m_meeting.got, "hello!");
    m_meeting.respond({});
    ASSERT_TRUE(answers("200 OK"));
    m_meeting.isFinished = false;
    send(length(0));
    ASSERT_TRUE(begins());
    EXPECT_FALSE(m_meeting.isFinished) << "paused";
    m_meeting.source->resume();
    EXPECT_TRUE(m_meeting.isFinished);
}

TEST_F(HttpUploadTest, PausedIsLeftInTheKernel)
{
    send(length(bound));
    ASSERT_TRUE(begins());
    m_meeting.hasEnough = true;
    m_meeting.source->resume();
    m_peer.write(QByteArray(bound, 'x'));
    ASSERT_TRUE(gets(1));
    const qint64 before = m_meeting.got.size();
    // Other peers are served meanwhile, and time passes in which the rest could have come.
    ASSERT_TRUE(otherGets("ok", "\r\n\r\nok"));
    EXPECT_EQ(m_meeting.got.size(), before);
    // How much of the rest the kernel holds for us is its own affair.
    EXPECT_LT(before, bound);
    m_meeting.hasEnough = false;
    m_meeting.source->resume();
    EXPECT_TRUE(gets(bound));
}

TEST_F(HttpUploadTest, IsToldToContinueWhenItIsWanted)
{
    send("Expect: 100-continue\r\n" + length(5));
    ASSERT_TRUE(begins());
    EXPECT_TRUE(m_peer.readAll().isEmpty());
    m_meeting.source->resume();
    ASSERT_TRUE(answers("HTTP/1.1 100 Continue\r\n\r\n"));
    m_meeting.source->pause();
    m_meeting.source->resume();
    m_peer.write("hello");
    ASSERT_TRUE(gets(5));
    m_meeting.respond({});
    ASSERT_TRUE(answers("200 OK"));
    EXPECT_EQ(m_got.count("100 Continue"), 1);
}

TEST_F(HttpUploadTest, IsRefusedWithAnAnswerThatArrives)
{
    struct Case
    {
        const char *what;
        QByteArray headers;
        const char *status;
    };
    const Case cases[] = {
        {"nobody's", "Content-Length: 8000000\r\n", "401 "},
        {"too long by its length", length(bound + 1), "413 "},
        {"not HTTP", "Authorization: x\r\nTransfer-Encoding: gzip\r\n", "400 "},
    };
    for (const auto &[what, headers, status] : cases) {
        m_got.clear();
        send(headers, QByteArray(bound, 'x'));
        EXPECT_TRUE(isClosed()) << what;
        EXPECT_TRUE(m_got.startsWith(QByteArray("HTTP/1.1 ") + status))
            << what << m_got.left(200).constData();
        EXPECT_TRUE(m_got.contains("Connection: close")) << what;
        m_peer.connectToHost(QHostAddress::LocalHost, m_listener->serverPort());
    }
    EXPECT_EQ(m_meeting.ended, 0);
}

TEST_F(HttpUploadTest, IsRefusedInTheMiddle)
{
    send(length(bound), QByteArray(1000, 'x'));
    ASSERT_TRUE(begins());
    m_meeting.source->resume();
    ASSERT_TRUE(gets(1000));
    m_meeting.respond(HttpResponse::error(ErrorCode::TooLarge));
    m_peer.write(QByteArray(bound - 1000, 'x'));
    EXPECT_TRUE(isClosed());
    EXPECT_TRUE(m_got.startsWith("HTTP/1.1 413 ")) << m_got.left(200).constData();
    EXPECT_EQ(m_meeting.ended, 1);
    EXPECT_FALSE(m_meeting.isFinished);
}

TEST_F(HttpUploadTest, TooLongInChunksIsRefusedWhileItComes)
{
    send("Authorization: x\r\nTransfer-Encoding: chunked\r\n");
    ASSERT_TRUE(begins());
    m_meeting.source->resume();
    const QByteArray chunk = "100000\r\n" + QByteArray(0x100000, 'x') + "\r\n";
    for (int i = 0; i < 9; ++i)
        m_peer.write(chunk);
    EXPECT_TRUE(isClosed());
    EXPECT_TRUE(m_got.contains("413 ")) << m_got.left(200).constData();
    EXPECT_LE(m_meeting.got.size(), bound);
    EXPECT_EQ(m_meeting.ended, 1);
}

TEST_F(HttpUploadTest, IsOverWhenThePeerHasGone)
{
    for (const bool isPaused : {false, true}) {
        send(length(1000), "half");
        ASSERT_TRUE(begins());
        m_meeting.ended = 0;
        if (!isPaused) {
            m_meeting.source->resume();
            ASSERT_TRUE(gets(4));
        }
        m_peer.abort();
        EXPECT_TRUE(waitFor([this] { return m_meeting.ended == 1; })) << isPaused;
        EXPECT_FALSE(m_meeting.isFinished);
        m_meeting.respond({}); // does nothing
        m_peer.connectToHost(QHostAddress::LocalHost, m_listener->serverPort());
    }
}

TEST_F(HttpUploadTest, EndsOnceNothingComesAnyMore)
{
    m_peer.abort();
    m_limits.uploadStalledMs = 50;
    start();
    send(length(1000), "half");
    ASSERT_TRUE(begins());
    // Neither the time for a body nor that for an upload runs while the server itself is not ready.
    ASSERT_TRUE(otherGets("o", "HTTP/1.1 408 "));
    ASSERT_NE(m_meeting.source, nullptr);
    m_meeting.source->resume();
    EXPECT_TRUE(isClosed());
    EXPECT_TRUE(m_got.startsWith("HTTP/1.1 408 ")) << m_got.constData();
    EXPECT_EQ(m_meeting.ended, 1);
}

} // namespace hearth::test
