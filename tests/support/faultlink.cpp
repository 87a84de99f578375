#include "tests/support/faultlink.h"

#include <QHostAddress>

#include <sys/socket.h>

namespace hearth {

FaultLink::FaultLink(FaultProxy &proxy, QTcpSocket *client, quint16 target) : QObject(&proxy), m_proxy(proxy)
{
    m_clock.start();
    client->setParent(this);
    lay(Direction::ToServer, client, &m_toServer);
    lay(Direction::ToClient, &m_toServer, client);
    connect(&m_toServer, &QTcpSocket::connected, this, [this] { pass(Direction::ToServer); });
    m_toServer.connectToHost(QHostAddress(QHostAddress::LocalHost), target);
}

FaultLink::~FaultLink()
{
    // A socket that goes says so, to what is half gone itself.
    for (Pipe &way : m_pipes)
        way.from->disconnect(this);
}

void FaultLink::lay(Direction direction, QTcpSocket *from, QTcpSocket *to)
{
    Pipe &way = pipe(direction);
    way.from = from;
    way.to = to;
    way.timer.setSingleShot(true);
    way.timer.setTimerType(Qt::PreciseTimer);
    way.timer.callOnTimeout(this, [this, direction] { pass(direction); });
    from->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(from, &QTcpSocket::readyRead, this, [this, direction] { take(direction); });
    connect(from, &QTcpSocket::disconnected, this, [this, direction] {
        pipe(direction).isEnding = true;
        pass(direction);
    });
    connect(from, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        if (error != QAbstractSocket::RemoteHostClosedError && !m_swallows)
            reset();
    });
}

void FaultLink::take(Direction direction)
{
    Pipe &way = pipe(direction);
    QByteArray bytes = way.from->readAll();
    if (m_swallows)
        return;
    const auto struck = m_proxy.strikesWithin(direction, bytes);
    if (struck)
        bytes.truncate(*struck);
    if (!bytes.isEmpty())
        way.waiting += {bytes, m_clock.elapsed() + m_proxy.m_delayMs[int(direction)]};
    pass(direction);
    if (!struck)
        return;
    // What came before the fault arrives: a reset would overtake it.
    way.to->flush();
    m_proxy.strikeNow();
}

void FaultLink::pass(Direction direction)
{
    Pipe &way = pipe(direction);
    if (m_swallows || m_isReset || way.to->state() != QAbstractSocket::ConnectedState)
        return;
    while (!way.waiting.isEmpty()) {
        Chunk &chunk = way.waiting.first();
        if (const qint64 early = chunk.dueMs - m_clock.elapsed(); early > 0)
            return way.timer.start(int(early));
        const int slice = m_proxy.m_slice;
        const QByteArray part = slice > 0 ? chunk.bytes.left(slice) : chunk.bytes;
        chunk.bytes.remove(0, part.size());
        if (chunk.bytes.isEmpty())
            way.waiting.removeFirst();
        way.to->write(part);
        way.to->flush();
        if (slice > 0 && !way.waiting.isEmpty())
            return way.timer.start(0);
    }
    if (way.isEnding)
        way.to->disconnectFromHost();
}

void FaultLink::swallow()
{
    m_swallows = true;
    for (Pipe &way : m_pipes)
        way.waiting.clear();
}

void FaultLink::reset()
{
    if (std::exchange(m_isReset, true))
        return;
    for (Pipe &way : m_pipes) {
        // Linger of nothing: closing sends RST instead of FIN.
        const linger none{1, 0};
        ::setsockopt(int(way.from->socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
        way.from->disconnect(this);
        way.from->abort();
    }
    deleteLater();
}

} // namespace hearth
