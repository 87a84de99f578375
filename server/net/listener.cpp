#include "server/net/listener.h"

#include "server/net/peeraddress.h"

#include <QLoggingCategory>

#include <cerrno>
#include <cstring>

#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

Q_LOGGING_CATEGORY(lcNet, "hearth.net")

namespace hearth::server {

namespace {

//! What the kernel holds for a peer and could not send yet.
constexpr int kernelBytes = 128 * 1024;

//! 50 lost 5 % of 10,000 simultaneous connects.
constexpr int backlog = 4096;
constexpr int acceptsATurn = 64;
//! How long to leave the queue alone when there are no descriptors left.
constexpr int retryMs = 100;
constexpr char tlsRecord = 0x16;

//! Gives the listening descriptor, or -1 with errno.
int listenOn(const QHostAddress &address, quint16 port)
{
    socklen_t size = 0;
    const sockaddr_storage native = nativeAddress(address, port, size);
    const int descriptor = ::socket(native.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return -1;
    const int on = 1;
    const int onlyIpv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (native.ss_family == AF_INET6)
        ::setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &onlyIpv6, sizeof onlyIpv6);
    if (::bind(descriptor, reinterpret_cast<const sockaddr *>(&native), size) == 0 &&
        ::listen(descriptor, backlog) == 0)
        return descriptor;
    const int problem = errno;
    ::close(descriptor);
    errno = problem;
    return -1;
}

quint16 portOf(int descriptor)
{
    sockaddr_storage native{};
    socklen_t size = sizeof native;
    ::getsockname(descriptor, reinterpret_cast<sockaddr *>(&native), &size);
    // The port is at the same place in both families.
    return ntohs(reinterpret_cast<const sockaddr_in &>(native).sin_port);
}

} // namespace

//! A peer that has not said anything yet.
class Listener::Greeting final : public Loop::Watched, public Retired
{
public:
    Greeting(Listener &listener, int descriptor_, const PeerAddress &peer_, int waitMs)
        : descriptor(descriptor_)
        , peer(peer_)
        , m_listener(listener)
        , m_timer(listener.m_loop.timers(), [this] {
            ++m_listener.m_counters.firstByteTimeouts;
            close();
        })
    {
        m_listener.m_loop.watch(descriptor, EPOLLIN | EPOLLRDHUP, this);
        m_timer.start(waitMs);
    }
    ~Greeting() override { release(); }

    void ready(quint32) override
    {
        char first = 0;
        const auto got = ::recv(descriptor, &first, 1, MSG_PEEK | MSG_DONTWAIT);
        if (got == 1)
            return m_listener.admit(*this, first == tlsRecord);
        if (got == 0 || (errno != EAGAIN && errno != EINTR))
            close();
    }

    //! Gives the descriptor away.
    [[nodiscard]] int take()
    {
        m_listener.m_loop.unwatch(descriptor, this);
        m_timer.stop();
        return std::exchange(descriptor, -1);
    }

    int descriptor;
    const PeerAddress peer;

private:
    void release()
    {
        if (descriptor >= 0)
            ::close(take());
    }
    void close()
    {
        release();
        m_listener.drop(*this);
    }

    Listener &m_listener;
    Timer m_timer;
};

Listener::Listener(Loop &loop, Options options, const Router &router)
    : m_loop(loop), m_options(std::move(options)), m_router(router), m_retry(loop.timers(), [this] {
        if (m_descriptor >= 0)
            m_loop.rewatch(m_descriptor, EPOLLIN, this);
    })
{}

Listener::~Listener()
{
    stop();
}

Result<Done> Listener::start(const QHostAddress &address, quint16 port)
{
    m_descriptor = listenOn(address, port);
    if (m_descriptor < 0)
        return Error(ErrorCode::Unavailable, QStringLiteral("cannot listen on %1:%2: %3")
                                                 .arg(address.toString())
                                                 .arg(port)
                                                 .arg(QString::fromLocal8Bit(std::strerror(errno))));
    m_port = portOf(m_descriptor);
    m_loop.watch(m_descriptor, EPOLLIN, this);
    return Done{};
}

void Listener::stop()
{
    if (m_descriptor < 0)
        return;
    m_loop.unwatch(m_descriptor, this);
    ::close(std::exchange(m_descriptor, -1));
    std::vector<HttpConnection *> all;
    for (const auto &[connection, owned] : m_connections)
        all.push_back(connection);
    for (HttpConnection *connection : all) {
        if (m_connections.contains(connection))
            connection->endSoon();
    }
}

void Listener::ready(quint32)
{
    for (int i = 0; i < acceptsATurn; ++i) {
        sockaddr_storage peer{};
        socklen_t size = sizeof peer;
        const int descriptor =
            ::accept4(m_descriptor, reinterpret_cast<sockaddr *>(&peer), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor >= 0) {
            accepted(descriptor, PeerAddress::of(peer));
            continue;
        }
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            // The queue stays ready: without a pause this would spin.
            ++m_counters.outOfDescriptors;
            m_loop.rewatch(m_descriptor, 0, this);
            m_retry.start(retryMs);
        }
        return;
    }
}

void Listener::accepted(int descriptor, const PeerAddress &peer)
{
    ++m_counters.accepted;
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    // Else the kernel takes up to 4 MiB for a peer that does not read, and our own bound comes after that.
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &kernelBytes, sizeof kernelBytes);
    auto greeting = std::make_unique<Greeting>(*this, descriptor, peer, m_options.limits.handshakeMs);
    Greeting *key = greeting.get();
    m_greetings.emplace(key, std::move(greeting));
}

void Listener::drop(Greeting &greeting)
{
    const auto place = m_greetings.find(&greeting);
    m_loop.retire(std::move(place->second));
    m_greetings.erase(place);
}

void Listener::admit(Greeting &greeting, bool isTls)
{
    const int descriptor = greeting.take();
    std::unique_ptr<Tls> tls;
    if (isTls && m_options.tls)
        tls = std::make_unique<Tls>(*m_options.tls, descriptor);
    auto connection = std::make_unique<HttpConnection>(
        Stream::open(m_loop, {descriptor, greeting.peer, std::move(tls), {}}), m_options.limits, *this);
    HttpConnection *key = connection.get();
    m_connections.emplace(key, std::move(connection));
    drop(greeting);
}

bool Listener::isPlainFromAfar(const HttpRequest &request) const
{
    return !m_options.allowsPlain && m_options.tls && !request.isLoopback && !request.isTls;
}

bool Listener::refusesPlain(const std::shared_ptr<HttpExchange> &exchange)
{
    if (!isPlainFromAfar(exchange->request))
        return false;
    ++m_counters.plainRefused;
    exchange->respond(HttpResponse::error({ErrorCode::Forbidden, QStringLiteral("Use https on this port")}));
    return true;
}

std::optional<qint64> Listener::uploadBytes(const HttpRequest &head)
{
    return m_router.uploadBytes(head);
}

std::shared_ptr<HttpUpload> Listener::uploadRequested(const std::shared_ptr<HttpExchange> &exchange)
{
    if (refusesPlain(exchange))
        return nullptr;
    return m_router.upload(
        exchange->request, [exchange](const HttpResponse &response) { exchange->respond(response); });
}

void Listener::requested(const std::shared_ptr<HttpExchange> &exchange)
{
    const HttpRequest &request = exchange->request;
    if (refusesPlain(exchange))
        return;
    if (PathOwner *owner = m_owners.value(request.path))
        return owner->requested(exchange);
    m_router.route(request, [exchange](const HttpResponse &response) { exchange->respond(response); });
}

void Listener::upgradeRequested(HttpConnection &connection, const HttpRequest &request)
{
    if (isPlainFromAfar(request)) {
        ++m_counters.plainRefused;
        return connection.refuse(
            HttpResponse::error({ErrorCode::Forbidden, QStringLiteral("Use wss on this port")}));
    }
    if (PathOwner *owner = m_owners.value(request.path))
        return owner->upgradeRequested(connection, request);
    ++m_counters.upgradesRefused;
    connection.refuse(HttpResponse::error(ErrorCode::NotFound));
}

std::shared_ptr<void> Listener::bodyAwaited(const HttpRequest &head)
{
    PathOwner *owner = m_owners.value(head.path);
    return owner ? owner->bodyAwaited(head) : nullptr;
}

void Listener::requestRefused(const Error &error)
{
    ++m_counters.requestsRefused;
    qCInfo(lcNet) << "refused a request:" << qUtf8Printable(error.message);
}

void Listener::ended(HttpConnection &connection)
{
    const auto place = m_connections.find(&connection);
    m_loop.retire(std::move(place->second));
    m_connections.erase(place);
}

} // namespace hearth::server
