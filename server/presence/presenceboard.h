#pragma once

#include "shared/protocol/entities.h"

#include <QStringList>

#include <functional>

namespace hearth::server {

//! What one server's sockets make of a person. It is there while they have a socket on that server, or had
//! one a moment ago.
struct PresencePart
{
    protocol::Presence chosen = protocol::Presence::Online; //!< never Offline
    qint64 chosenAt = 0;                                    //!< ms since 1970: of all parts the latest counts
    qint64 devices = 0;                                     //!< none while a reconnect is waited for
    qint64 idle = 0;                                        //!< of the devices
    qint64 lastSeen = 0;                                    //!< ms since 1970
    bool operator==(const PresencePart &) const = default;
};

//! Who is here on the other servers. Each server says what its own sockets make of a person, and hears what
//! the others say. For the thread that made it.
//!
//! Guarantees of every backend (the contract suite is tests/server/presenceboard_test.cpp):
//!  - others() answers at once, from memory, and has no part of this server.
//!  - What it answers for a person changes only together with a call of onChanged(), which never comes from
//!    within put().
//!  - What was put last is what the others come to see, whatever was put before it.
//!  - A server that ends without a word takes its parts away on all others, in time.
//! No guarantee: that a change reaches another server at once. While the way to the others is cut, the last
//! that was heard of them stays.
class PresenceBoard
{
public:
    static constexpr qsizetype maxSockets = 100; //!< of a person that are named

    //! For /metrics.
    struct Figures
    {
        qsizetype people = 0; //!< who is here by others' parts
        qsizetype nodes = 0;  //!< other servers
        quint64 malformed = 0;
        quint64 dropped = 0; //!< what could not be told, or not be kept; it is told again
    };
    //! `lastSeen`: until then a part that has ended was seen; 0 where that is not known, or none has.
    using Changed = std::function<void(const QString &userId, qint64 lastSeen)>;

    virtual ~PresenceBoard() = default;

    //! Before the first change.
    void onChanged(Changed handler) { m_changed = std::move(handler); }
    //! A server died, and this one has cleared away its part: what it would have stored is for this one to
    //! store.
    void onCleared(Changed handler) { m_cleared = std::move(handler); }

    //! Of this server: the part, and its sockets' ids, at most maxSockets of them.
    virtual void put(const QString &userId, const PresencePart &part, const QStringList &sockets) = 0;
    //! Nobody is left on this server. Until `lastSeen` somebody was seen.
    virtual void take(const QString &userId, qint64 lastSeen) = 0;
    [[nodiscard]] virtual QList<PresencePart> others(const QString &userId) const = 0;
    [[nodiscard]] virtual Figures figures() const = 0;

protected:
    void changed(const QString &userId, qint64 lastSeen) const
    {
        if (m_changed)
            m_changed(userId, lastSeen);
    }
    void cleared(const QString &userId, qint64 lastSeen) const
    {
        if (m_cleared)
            m_cleared(userId, lastSeen);
    }

private:
    Changed m_changed;
    Changed m_cleared;
};

} // namespace hearth::server
