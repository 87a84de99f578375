#include "server/hub/recoverylog.h"

#include <algorithm>

namespace hearth::server {

bool Audience::includes(const QSet<QString> &socketRooms) const
{
    return (rooms.isEmpty() || rooms.intersects(socketRooms)) && !except.intersects(socketRooms);
}

void RecoveryLog::add(quint64 place, Audience audience, std::vector<Frame> frames)
{
    qint64 bytes = 0;
    for (const Frame &frame : frames)
        bytes += frame.bytes.size();
    m_bytes += bytes;
    m_entries.push_back({place, m_clock.steadyMs(), bytes, std::move(audience), std::move(frames)});
    trim();
}

void RecoveryLog::left(Session session)
{
    const QString pid = session.pid;
    const qint64 now = m_clock.steadyMs();
    m_away.insert(pid, {std::move(session), now, m_last});
    m_order.emplace_back(now, pid);
    trim();
}

void RecoveryLog::leave(const Audience &who, const QString &from)
{
    for (Away &away : m_away) {
        if (who.includes(away.session.rooms))
            away.session.rooms.remove(from);
    }
}

std::optional<RecoveryLog::Restored> RecoveryLog::restore(
    const QString &pid, const QString &offset, const std::function<bool(Session &session)> &isAllowed)
{
    trim();
    const auto place = m_away.constFind(pid);
    if (place == m_away.cend())
        return std::nullopt;
    Away away = *place;
    if (!isAllowed(away.session))
        return std::nullopt;
    m_away.erase(place);

    bool isNumber = true;
    // Who never received anything names no offset, and missed all since the connect.
    const quint64 seen = offset.isEmpty() ? away.session.connectedAt : offset.toULongLong(&isNumber);
    if (!isNumber || seen > m_last)
        return std::nullopt;
    // Up to its end the session was sent everything up to lastSent; after that, all that is in the log.
    const bool hasAllSent = seen >= away.session.lastSent || m_dropped <= seen;
    if (!hasAllSent || m_dropped > std::max(away.place, seen))
        return std::nullopt;
    Restored out{away.session, {}};
    for (const Entry &entry : m_entries) {
        if (entry.place > seen && entry.audience.includes(away.session.rooms))
            out.missed.push_back(entry.frames);
    }
    return out;
}

void RecoveryLog::trim()
{
    const qint64 oldest = m_clock.steadyMs() - m_options.keepMs;
    while (!m_entries.empty() && (m_entries.front().at < oldest || m_bytes > m_options.maxBytes)) {
        m_dropped = m_entries.front().place;
        m_bytes -= m_entries.front().bytes;
        m_entries.pop_front();
    }
    // By the order, which also holds those that came back: who comes and goes all the time is bounded too.
    while (!m_order.empty() &&
           (m_order.front().first < oldest || m_order.size() > std::size_t(m_options.maxSessions))) {
        const auto [since, pid] = m_order.front();
        m_order.pop_front();
        const auto place = m_away.constFind(pid);
        // It may have come back and left again.
        if (place != m_away.cend() && place->since == since)
            m_away.erase(place);
    }
}

} // namespace hearth::server
