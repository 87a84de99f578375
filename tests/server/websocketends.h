#pragma once

#include "server/engine/localtransport.h"
#include "server/engine/remotetransport.h"
#include "server/net/iothreads.h"
#include "tests/support/waitfor.h"

#include <QtEndian>

#include <gtest/gtest.h>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hearth::test {

//! The client's end of a WebSocket, on a socket pair: by hand, and never blocking.
class ClientEnd
{
public:
    struct Received
    {
        int opcode = 0;
        QByteArray payload;
        bool operator==(const Received &) const = default;
    };
    enum Opcode { Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

    explicit ClientEnd(int descriptor) : m_descriptor(descriptor) {}
    ~ClientEnd() { leave(); }
    ClientEnd(const ClientEnd &) = delete;
    ClientEnd &operator=(const ClientEnd &) = delete;

    //! Masked by zeros, which is a mask.
    [[nodiscard]] static QByteArray frame(int opcode, const QByteArray &payload)
    {
        QByteArray out(1, char(0x80 | opcode));
        if (payload.size() < 126) {
            out += char(0x80 | payload.size());
        } else {
            const quint16 length = qToBigEndian(quint16(payload.size()));
            out += char(0x80 | 126);
            out.append(reinterpret_cast<const char *>(&length), sizeof length);
        }
        return out + QByteArray(4, '\0') + payload;
    }
    [[nodiscard]] static QByteArray closeFrame(quint16 code)
    {
        const quint16 number = qToBigEndian(code);
        return frame(Close, QByteArray(reinterpret_cast<const char *>(&number), sizeof number));
    }

    //! As much as the kernel takes; how much that was.
    qsizetype write(QByteArrayView bytes)
    {
        qsizetype written = 0;
        while (written < bytes.size()) {
            const auto sent = ::send(m_descriptor, bytes.data() + written,
                std::size_t(bytes.size() - written), MSG_DONTWAIT | MSG_NOSIGNAL);
            if (sent <= 0)
                break;
            written += sent;
        }
        return written;
    }
    //! Whether the kernel takes more before that long.
    [[nodiscard]] bool takesMore(int timeoutMs) const
    {
        pollfd watched{m_descriptor, POLLOUT, 0};
        return ::poll(&watched, 1, timeoutMs) > 0;
    }
    void endOutput() { ::shutdown(m_descriptor, SHUT_WR); }
    void leave()
    {
        if (m_descriptor >= 0)
            ::close(std::exchange(m_descriptor, -1));
    }

    //! Reads what is there; false once the other end has left.
    bool read()
    {
        char bytes[32 * 1024];
        for (;;) {
            const auto got = ::recv(m_descriptor, bytes, sizeof bytes, MSG_DONTWAIT);
            if (got <= 0)
                return got < 0 && errno == EAGAIN;
            input.append(bytes, got);
        }
    }
    //! What has arrived as whole frames, in their order.
    QList<Received> frames()
    {
        QList<Received> out;
        read();
        while (input.size() >= 2) {
            const qsizetype head = uchar(input[1]) == 126 ? 4 : uchar(input[1]) == 127 ? 10 : 2;
            if (input.size() < head)
                break;
            const auto length = head == 2   ? qsizetype(uchar(input[1]))
                                : head == 4 ? qsizetype(qFromBigEndian<quint16>(input.constData() + 2))
                                            : qsizetype(qFromBigEndian<quint64>(input.constData() + 2));
            if (input.size() < head + length)
                break;
            out.append({input[0] & 0x0F, input.mid(head, length)});
            input.remove(0, head + length);
        }
        return out;
    }

    QByteArray input; //!< read, and not yet taken as frames

private:
    int m_descriptor;
};

//! What a transport's handler was told.
class Heard final : public server::Transport::Handler
{
public:
    void packetReceived(server::Transport &, QByteArrayView packet) override
    {
        EXPECT_TRUE(closes.isEmpty()) << "after the end";
        packets.append(packet.toByteArray());
    }
    void binaryReceived(server::Transport &, QByteArrayView data) override
    {
        EXPECT_TRUE(closes.isEmpty()) << "after the end";
        binaries.append(data.toByteArray());
    }
    void transportClosed(server::Transport &, quint16 code) override { closes.append(code); }

    QList<QByteArray> packets;
    QList<QByteArray> binaries;
    QList<quint16> closes;
};

//! Both ends of one WebSocket.
struct Pair
{
    std::unique_ptr<server::Transport> transport;
    std::unique_ptr<ClientEnd> client;
    std::unique_ptr<Heard> heard = std::make_unique<Heard>();

    void send(const QByteArray &text) { transport->send(server::textFrame(text)); }
};

//! Where the server's end lives: without threads, on the main loop.
class WebSocketEnds
{
public:
    WebSocketEnds(int count, qint64 receiveQueueBytes)
    {
        auto made = server::Loop::create(m_clock, server::IoKind::Best);
        EXPECT_TRUE(made.isOk());
        loop = *std::move(made);
        auto pool = server::IoThreads::create(*loop, count, {server::IoKind::Best, true, receiveQueueBytes});
        EXPECT_TRUE(pool.isOk());
        threads = *std::move(pool);
    }

    //! `behind`: what the client sent with its handshake.
    [[nodiscard]] Pair open(
        const server::WebSocketTransport::Bounds &bounds = {}, const QByteArray &behind = {})
    {
        using namespace server;
        int pair[2];
        EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair), 0);
        Pair out;
        out.client = std::make_unique<ClientEnd>(pair[1]);
        Stream::Pointer stream = Stream::open(*loop, {pair[0], {}, nullptr, {}});
        if (!handshake.isEmpty())
            stream->send(handshake);
        if (threads->all().empty()) {
            auto transport = std::make_unique<LocalTransport>(std::move(stream), bounds);
            LocalTransport *webSocket = transport.get();
            out.transport = std::move(transport);
            out.transport->setHandler(out.heard.get());
            webSocket->begin(behind);
        } else {
            out.transport = std::make_unique<RemoteTransport>(
                *threads->leastBusy(), Stream::takeApart(std::move(stream)), behind, bounds);
            out.transport->setHandler(out.heard.get());
        }
        return out;
    }

    [[nodiscard]] std::vector<Pair> openMany(std::size_t count)
    {
        std::vector<Pair> out(count);
        std::ranges::generate(out, [this] { return open(); });
        return out;
    }

    //! As a session does it.
    void drop(Pair &pair)
    {
        pair.transport->setHandler(nullptr);
        loop->retire(std::move(pair.transport));
    }

    //! Runs turns of the main loop up to one that begins after now.
    void runTurn()
    {
        bool hasRun = false;
        loop->post([&hasRun] { hasRun = true; });
        ASSERT_TRUE(waitFor([&hasRun] { return hasRun; }));
    }
    //! What all loops together have done.
    [[nodiscard]] server::IoThread::Figures figures() const
    {
        server::IoThread::Figures out{loop->figures(), 0};
        for (const auto &thread : threads->all()) {
            const auto one = thread->figures();
            out.loop.streams += one.loop.streams;
            out.loop.queuedBytes += one.loop.queuedBytes;
            out.loop.sends += one.loop.sends;
            out.loop.sentBytes += one.loop.sentBytes;
            out.pauses += one.pauses;
        }
        return out;
    }

    QByteArray handshake; //!< of the next to be opened, still queued when it becomes a WebSocket

private:
    SystemClock m_clock;

public:
    std::unique_ptr<server::Loop> loop;
    std::unique_ptr<server::IoThreads> threads;
};

} // namespace hearth::test
