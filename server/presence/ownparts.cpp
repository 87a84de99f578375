#include "server/presence/ownparts.h"

namespace hearth::server::presence {

void OwnParts::put(const QString &userId, const PresencePart &part, const QStringList &sockets)
{
    m_parts.insert(userId, {part, ++m_rev, sockets});
    wait(userId, true, part.lastSeen);
}

void OwnParts::take(const QString &userId, qint64 lastSeen)
{
    if (!m_parts.remove(userId))
        return;
    ++m_rev;
    wait(userId, true, lastSeen);
}

void OwnParts::sayAllAgain()
{
    for (auto it = m_parts.cbegin(); it != m_parts.cend(); ++it)
        wait(it.key(), false, it->part.lastSeen);
}

void OwnParts::sayAgain(const Batch &batch)
{
    for (auto it = batch.isNews.cbegin(); it != batch.isNews.cend(); ++it)
        wait(it.key(), it.value(), 0);
}

void OwnParts::wait(const QString &userId, bool isNews, qint64 lastSeen)
{
    if (!m_waiting.contains(userId))
        m_order.push_back(userId);
    Waiting &waiting = m_waiting[userId];
    waiting.isNews = waiting.isNews || isNews;
    waiting.lastSeen = std::max(waiting.lastSeen, lastSeen);
}

OwnParts::Batch OwnParts::next(qsizetype most, bool tells)
{
    Batch out;
    while (out.isNews.size() < most && !m_order.empty()) {
        const QString userId = std::move(m_order.front());
        m_order.pop_front();
        const Waiting waiting = m_waiting.take(userId);
        const auto part = m_parts.constFind(userId);
        const bool isHere = part != m_parts.cend();
        out.isNews.insert(userId, waiting.isNews);
        // Who has gone has the last number: whatever was said of them has a lower one.
        out.arguments += {userId.toUtf8(), isHere ? encode(*part) : QByteArray(),
            QByteArray::number(isHere ? part->rev : m_rev),
            QByteArray::number(isHere ? part->part.lastSeen : waiting.lastSeen),
            waiting.isNews && tells ? "1" : "0"};
    }
    return out;
}

} // namespace hearth::server::presence
