#include "server/redis/connector.h"

#include <QHostInfo>

#include <cerrno>
#include <cstring>

#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hearth::server {

Connector::Connector(Loop &loop, const RedisHost &host, int timeoutMs, Done done)
    : m_loop(loop)
    , m_port(host.port)
    , m_timeoutMs(timeoutMs)
    , m_done(std::move(done))
    , m_timer(loop.timers(), [this] {
        m_problem = QStringLiteral("no answer in time");
        tryNext();
    })
{
    m_timer.start(m_timeoutMs);
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
    m_timer.start(m_timeoutMs);
    const QHostAddress address = m_addresses.takeFirst();
    socklen_t size = 0;
    const sockaddr_storage where = nativeAddress(address, m_port, size);
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
