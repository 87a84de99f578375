#include "tests/support/faultproxy.h"

#include "tests/support/faultlink.h"

#include <QHostAddress>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hearth {

namespace {

//! A bound socket that never listens keeps the port ours while the listener is away: connecting is refused
//! then.
int holdPort(quint16 &port)
{
    const int holder = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    ::setsockopt(holder, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(holder, reinterpret_cast<sockaddr *>(&address), size) != 0 ||
        ::getsockname(holder, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        qFatal("no free port");
    port = ntohs(address.sin_port);
    return holder;
}

} // namespace

FaultProxy::FaultProxy(quint16 target) : m_target(target)
{
    m_holder = holdPort(m_port);
    connect(&m_server, &QTcpServer::newConnection, this, &FaultProxy::accept);
    restore();
}

FaultProxy::~FaultProxy()
{
    ::close(m_holder);
}

void FaultProxy::accept()
{
    while (QTcpSocket *client = m_server.nextPendingConnection()) {
        ++m_accepted;
        auto *link = new FaultLink(*this, client, m_target);
        if (m_isBlackhole)
            link->swallow();
    }
}

void FaultProxy::cut()
{
    for (FaultLink *link : findChildren<FaultLink *>(Qt::FindDirectChildrenOnly))
        link->reset();
}

void FaultProxy::blackhole()
{
    m_isBlackhole = true;
    for (FaultLink *link : findChildren<FaultLink *>(Qt::FindDirectChildrenOnly))
        link->swallow();
}

void FaultProxy::refuse()
{
    m_server.close();
    cut();
}

void FaultProxy::strike(When when, std::function<void()> fault)
{
    m_when = std::move(when);
    m_fault = std::move(fault);
    m_seen.clear();
}

void FaultProxy::restore()
{
    m_isBlackhole = false;
    m_when.reset();
    m_delayMs[0] = m_delayMs[1] = m_slice = 0;
    if (!m_server.isListening() && !m_server.listen(QHostAddress::LocalHost, m_port))
        qFatal("the proxy lost its port");
}

std::optional<qsizetype> FaultProxy::strikesWithin(Direction direction, const QByteArray &bytes)
{
    if (!m_when || m_when->direction != direction)
        return std::nullopt;
    const qsizetype before = m_seen.size();
    m_seen += bytes;
    const qsizetype found = m_when->after.isEmpty() ? 0 : m_seen.indexOf(m_when->after);
    const qsizetype at = found + m_when->after.size() + m_when->bytes;
    if (found < 0 || at > m_seen.size())
        return std::nullopt;
    return std::max<qsizetype>(0, at - before);
}

void FaultProxy::strikeNow()
{
    m_when.reset();
    std::exchange(m_fault, {})();
}

} // namespace hearth
