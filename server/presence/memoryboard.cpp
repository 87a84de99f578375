#include "server/presence/memoryboard.h"

namespace hearth::server {

MemoryBoard::MemoryBoard(Loop &loop, std::shared_ptr<Hall> hall) : m_loop(loop), m_hall(std::move(hall))
{
    for (const MemoryBoard *other : std::as_const(m_hall->boards)) {
        for (auto it = other->m_own.cbegin(); it != other->m_own.cend(); ++it)
            hear(other, it.key(), it.value(), 0);
    }
    m_hall->boards.insert(this);
}

MemoryBoard::~MemoryBoard()
{
    m_hall->boards.remove(this);
    for (auto it = m_own.cbegin(); it != m_own.cend(); ++it)
        tell(it.key(), {}, it->lastSeen);
}

void MemoryBoard::put(const QString &userId, const PresencePart &part, const QStringList &)
{
    m_own.insert(userId, part);
    tell(userId, part, 0);
}

void MemoryBoard::take(const QString &userId, qint64 lastSeen)
{
    if (m_own.remove(userId))
        tell(userId, {}, lastSeen);
}

void MemoryBoard::tell(const QString &userId, const std::optional<PresencePart> &part, qint64 lastSeen) const
{
    for (MemoryBoard *other : std::as_const(m_hall->boards)) {
        if (other != this)
            other->hear(this, userId, part, lastSeen);
    }
}

void MemoryBoard::hear(
    const MemoryBoard *whose, const QString &userId, std::optional<PresencePart> part, qint64 lastSeen)
{
    m_loop.post([this, alive = std::weak_ptr(m_isAlive), whose, userId, part, lastSeen] {
        if (alive.expired())
            return;
        auto &parts = m_others[userId];
        if (part)
            parts.insert(whose, *part);
        else
            parts.remove(whose);
        if (parts.isEmpty())
            m_others.remove(userId);
        changed(userId, lastSeen);
    });
}

QList<PresencePart> MemoryBoard::others(const QString &userId) const
{
    return m_others.value(userId).values();
}

PresenceBoard::Figures MemoryBoard::figures() const
{
    return {m_others.size(), m_hall->boards.size() - 1, 0, 0};
}

} // namespace hearth::server
