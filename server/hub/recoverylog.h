#pragma once

#include "server/net/frame.h"
#include "shared/base/clock.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <any>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace hearth::server {

//! Whom a packet is for: every socket in one of `rooms` (all, where empty) and in none of `except`.
struct Audience
{
    QSet<QString> rooms;
    QSet<QString> except;

    [[nodiscard]] bool includes(const QSet<QString> &socketRooms) const;
};

//! Connection state recovery of one namespace: the packets of late, and who left and may come back for what
//! they missed. Wire-compatible with the reference, without three of its faults: a client that received
//! nothing recovers too, an offset does not age out while its session lives, and the log has a bound in
//! bytes.
class RecoveryLog
{
public:
    struct Options
    {
        int keepMs = 0; //!< how long one may be away; 0: no recovery
        qint64 maxBytes = 16 * 1024 * 1024;
        int maxSessions = 10'000;
    };

    //! What comes back with a session.
    struct Session
    {
        QString sid;
        QString pid;         //!< private: who shows it gets the session
        QSet<QString> rooms; //!< its own, named by the sid, among them
        std::any data;
        quint64 connectedAt = 0; //!< the log's place then
        quint64 lastSent = 0;    //!< the last packet that was sent to it; at least connectedAt
    };
    struct Restored
    {
        Session session;
        std::vector<std::vector<Frame>> missed; //!< packets, a packet's frames together
    };

    RecoveryLog(const Clock &clock, const Options &options) : m_clock(clock), m_options(options) {}

    [[nodiscard]] bool isOn() const { return m_options.keepMs > 0; }
    //! The place of the last packet.
    [[nodiscard]] quint64 last() const { return m_last; }
    //! A place for a packet that is about to be made; add() follows.
    [[nodiscard]] quint64 next() { return ++m_last; }
    [[nodiscard]] static QString offsetText(quint64 place) { return QString::number(place); }
    void add(quint64 place, Audience audience, std::vector<Frame> frames);
    void left(Session session);
    //! Takes those of them who are away out of the room `from`.
    void leave(const Audience &who, const QString &from);
    //! Once a session; nothing where it is unknown, gone for too long, not allowed, or something it missed
    //! was dropped. `isAllowed` may take rooms out of the session: what they were told meanwhile is not for
    //! it.
    [[nodiscard]] std::optional<Restored> restore(
        const QString &pid, const QString &offset, const std::function<bool(Session &session)> &isAllowed);
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

private:
    struct Entry
    {
        quint64 place;
        qint64 at;
        qint64 bytes;
        Audience audience;
        std::vector<Frame> frames;
    };
    struct Away
    {
        Session session;
        qint64 since;
        quint64 place; //!< of the log when it left
    };
    void trim();

    const Clock &m_clock;
    Options m_options;
    quint64 m_last = 0;
    quint64 m_dropped = 0; //!< the newest place that is no longer here
    qint64 m_bytes = 0;
    std::deque<Entry> m_entries;
    QHash<QString, Away> m_away;
    std::deque<std::pair<qint64, QString>> m_order; //!< when who left
};

} // namespace hearth::server
