#include "app/sync/typing.h"

#include <algorithm>

namespace hearth::app {

namespace {
constexpr qsizetype maxLeasesOfRoom = 64;
} // namespace

Typing::Typing(Connection &connection, const Clock &clock, QObject *parent)
    : QObject(parent), m_connection(connection), m_clock(clock)
{
    m_idle.setSingleShot(true);
    m_idle.callOnTimeout(this, &Typing::stop);
    m_expiry.callOnTimeout(this, &Typing::expire);
}

void Typing::keyPressed(const QString &roomId)
{
    if (m_room != roomId)
        stop();
    m_idle.start(idleMs);
    const qint64 now = m_clock.steadyMs();
    if (m_room == roomId && now - m_saidAt < repeatMs)
        return;
    m_room = roomId;
    m_saidAt = now;
    m_connection.tell(protocol::TypingStart{roomId});
}

void Typing::stop()
{
    m_idle.stop();
    if (m_room.isEmpty())
        return;
    m_connection.tell(protocol::TypingStop{m_room});
    m_room.clear();
}

void Typing::take(const protocol::TypingUser &event)
{
    QList<Lease> &leases = m_leases[event.roomId];
    const auto it = std::ranges::find(leases, event.userId, [](const Lease &l) { return l.user.userId; });
    const qint64 until = m_clock.steadyMs() + leaseMs;
    if (event.typing && it != leases.end()) {
        it->until = until;
        return;
    }
    if (event.typing && leases.size() < maxLeasesOfRoom)
        leases += {event, until};
    else if (it != leases.end())
        leases.erase(it);
    else
        return;
    m_expiry.start(1'000);
    Q_EMIT changed(event.roomId);
}

void Typing::forgetAll()
{
    const auto leases = std::exchange(m_leases, {});
    m_expiry.stop();
    m_room.clear();
    for (const QString &roomId : leases.keys())
        Q_EMIT changed(roomId);
}

QList<protocol::TypingUser> Typing::in(const QString &roomId) const
{
    QList<protocol::TypingUser> out;
    for (const Lease &each : m_leases.value(roomId))
        out += each.user;
    return out;
}

void Typing::expire()
{
    const qint64 now = m_clock.steadyMs();
    QStringList touched;
    for (auto it = m_leases.begin(); it != m_leases.end();) {
        if (it->removeIf([&](const Lease &each) { return each.until <= now; }) > 0)
            touched += it.key();
        it = it->isEmpty() ? m_leases.erase(it) : std::next(it);
    }
    if (m_leases.isEmpty())
        m_expiry.stop();
    for (const QString &roomId : touched)
        Q_EMIT changed(roomId);
}

} // namespace hearth::app
