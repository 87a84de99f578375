#include "server/redis/connector.h"

#include <QHostInfo>

#include <cerrno>
#include <cstring>

#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hearth::server {

namespace {

socklen_t fill(sockaddr_storage &out, const QHostAddress &host, quint16 port)
{
    if (host.protocol() == QAbstractSocket::IPv4Protocol) {
        auto *v4 = reinterpret_cast<sockaddr_in *>(&out);
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        v4->sin_addr.s_addr = htonl(host.toIPv4Address());
        return sizeof *v4;
    }
    auto *v6 = reinterpret_cast<sockaddr_in6 *>(&out);
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(port);
    const Q_IPV6ADDR bytes = host.toIPv6Address();
    std::memcpy(&v6->sin6_addr, &bytes, sizeof bytes);
    v6->sin6_scope_id = host.scopeId().toUInt();
    return sizeof *v6;
}

} // namespace

Connector::Connector(Loop &loop, const RedisHost &host, int timeoutMs, Done done)
    : m_loop(loop), m_port(host.port), m_done(std::move(done)), m_timer(loop.timers(), [this] {
        end(Error(ErrorCode::RequestTimeout, QStringLiteral("no answer in time")));
    })
{
    m_timer.start(timeoutMs);
    QHostInfo::lookupHost(host.name, &m_lookup, [this](const QHostInfo &found) {
        m_addresses = found.addresses();
        m_problem = QStringLiteral("no such host");
        tryNext();
    });
}

Connector::~Connector()
{
    forget();
}

void Connector::forget()
{
    if (m_descriptor < 0)
        return;
    m_loop.unwatch(m_descriptor, this);
    ::close(std::exchange(m_descriptor, -1));
}

void Connector::tryNext()
{
    forget();
    if (m_addresses.isEmpty())
        return end(Error(ErrorCode::Unavailable, m_problem));
    const QHostAddress address = m_addresses.takeFirst();
    sockaddr_storage where{};
    const socklen_t size = fill(where, address, m_port);
    m_peer = PeerAddress::of(address);
    const int descriptor = ::socket(where.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return failed(errno);
    const int isOn = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &isOn, sizeof isOn);
    m_descriptor = descriptor;
    m_loop.watch(m_descriptor, EPOLLOUT, this);
    if (::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&where), size) != 0 &&
        errno != EINPROGRESS)
        failed(errno);
}

void Connector::ready(quint32)
{
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(m_descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0)
        return failed(error);
    m_loop.unwatch(m_descriptor, this);
    end(Connected{std::exchange(m_descriptor, -1), m_peer});
}

void Connector::failed(int error)
{
    m_problem = QString::fromLocal8Bit(std::strerror(error));
    tryNext();
}

void Connector::end(Result<Connected> result)
{
    m_timer.stop();
    forget();
    // It may end this object.
    const auto done = std::move(m_done);
    done(std::move(result));
}

} // namespace hearth::server
