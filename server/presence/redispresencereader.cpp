//! What the others say, as Redis has it.
#include "server/presence/redispresence.h"

#include <hiredis/hiredis.h>

namespace hearth::server {

using presence::Replica;
using presence::Scripts;

void RedisPresence::heardUpdate(QByteArrayView payload)
{
    const auto read = presence::decodeUpdate(payload);
    if (!read) {
        ++m_malformed;
        return;
    }
    const auto &update = *read;
    if (!update || update->rev == 0 || update->node.toLatin1() == m_node)
        return;
    if (!m_nodes.heard(update->node)) {
        ++m_dropped;
        return;
    }
    if (update->part)
        taken(m_replica.take(update->node, update->userId, *update->part), update->userId);
    else if (m_replica.end(update->node, update->userId, update->rev))
        changed(update->userId, update->lastSeen);
}

void RedisPresence::heardJoined(QByteArrayView payload)
{
    if (!presence::isName(payload)) {
        ++m_malformed;
        return;
    }
    if (payload == m_node)
        return;
    const QString node = QString::fromLatin1(payload);
    if (m_nodes.joined(node))
        readLater(node);
    else
        ++m_dropped;
}

void RedisPresence::look(const redisReply &nodes)
{
    presence::Nodes::Beats beats;
    for (std::size_t i = 0; i + 1 < nodes.elements; i += 2) {
        const QByteArrayView name = textOf(*nodes.element[i]);
        if (!presence::isName(name))
            ++m_malformed;
        else if (name != m_node)
            beats += {QString::fromLatin1(name), textOf(*nodes.element[i + 1]).toByteArray()};
    }
    const qint64 now = m_loop.clock().steadyMs();
    // More than a beat's time has passed where this process, or Redis, stood still, and maybe the others,
    // too.
    const qint64 elapsed = std::min<qint64>(now - std::exchange(m_lookedAt, now), m_options.beatMs);
    const presence::Nodes::Seen seen = m_nodes.look(beats, elapsed);
    m_hasLooked = true;
    for (const QString &node : seen.isNew)
        readLater(node);
    for (const QString &node : seen.isProven) {
        if (m_replica.hasOlder(node, m_connectedMark))
            readLater(node);
    }
    for (const QString &node : seen.isDead)
        buried(node);
    readNext();
}

void RedisPresence::readLater(const QString &node)
{
    if (!m_toRead.contains(node))
        m_toRead += node;
    readNext();
}

void RedisPresence::readNext()
{
    // Each at most once: one that cannot be asked for now is back in the list, for the next look.
    for (qsizetype left = m_toRead.size(); left > 0 && !m_reading; --left) {
        const QString node = m_toRead.takeFirst();
        if (!m_nodes.lives(node))
            continue;
        m_reading = Reading{node, "0", m_replica.mark(), m_nodes.isProven(node)};
        m_replica.readingBegins(node);
        askPage();
    }
}

void RedisPresence::askPage()
{
    call(Scripts::all().page, m_reading->node.toLatin1(),
        {m_reading->cursor, QByteArray::number(m_options.peoplePerBatch)},
        [this](const redisReply *reply) { gotPage(reply); });
}

void RedisPresence::gotPage(const redisReply *reply)
{
    const redisReply *cursor = reply ? itemOf(*reply, 0) : nullptr;
    if (!cursor || !m_nodes.lives(m_reading->node)) {
        // Where Redis would not, the next look is soon enough.
        const QString node = m_reading->node;
        m_reading.reset();
        m_replica.readingEnds();
        if (m_nodes.lives(node))
            m_toRead += node;
        return;
    }
    m_reading->cursor = textOf(*cursor).toByteArray();
    takePage(*reply);
    if (m_reading->cursor == "0")
        endReading();
    else
        askPage();
}

void RedisPresence::takePage(const redisReply &page)
{
    for (std::size_t i = 1; i + 1 < page.elements; i += 2) {
        const QByteArrayView userId = textOf(*page.element[i]);
        const QByteArrayView json = textOf(*page.element[i + 1]);
        if (json.isEmpty()) // it has just gone, or expired
            continue;
        const auto part = presence::decodePart(json);
        if (!part || !presence::isName(userId)) {
            ++m_malformed;
            continue;
        }
        const QString person = QString::fromLatin1(userId);
        taken(m_replica.takeRead(person, *part), person);
    }
}

void RedisPresence::endReading()
{
    const Reading reading = *std::exchange(m_reading, {});
    m_replica.readingEnds();
    if (reading.isWhole)
        ended(m_replica.endOlder(reading.node, reading.mark), 0);
    else if (m_nodes.isProven(reading.node) && m_replica.hasOlder(reading.node, reading.mark))
        readLater(reading.node);
    readNext();
}

void RedisPresence::taken(Replica::Taken how, const QString &userId)
{
    if (how == Replica::Taken::News)
        changed(userId, 0);
    else if (how == Replica::Taken::TooMany)
        ++m_dropped;
}

namespace {

//! Until when others may know that a person was seen whose server fell silent.
qint64 lastSeenOf(const PresencePart &part, qint64 seenUntil)
{
    return part.chosen == protocol::Presence::Invisible ? part.lastSeen : std::max(part.lastSeen, seenUntil);
}

} // namespace

void RedisPresence::ended(const QList<Replica::Ended> &all, qint64 seenUntil)
{
    for (const auto &[userId, part] : all)
        changed(userId, lastSeenOf(part, seenUntil));
}

void RedisPresence::buried(const QString &node)
{
    const qint64 seenUntil = m_loop.clock().wallMs() - m_nodes.silentMs(node);
    clear(node, m_nodes.beatOf(node), seenUntil, m_options.maxParts);
    ended(m_replica.endAll(node), seenUntil);
}

void RedisPresence::clear(const QString &node, const QByteArray &beat, qint64 seenUntil, qint64 left)
{
    call(Scripts::all().clear, node.toLatin1(), {beat, QByteArray::number(m_options.peoplePerBatch)},
        [=, this](const redisReply *reply) {
            const redisReply *still = reply ? itemOf(*reply, 0) : nullptr;
            if (!still) // it is back, or Redis is not there
                return;
            for (std::size_t i = 1; i + 1 < reply->elements; i += 2) {
                const auto part = presence::decodePart(textOf(*reply->element[i + 1]));
                if (part)
                    cleared(QString::fromUtf8(textOf(*reply->element[i])), lastSeenOf(part->part, seenUntil));
            }
            // Not for ever, where it writes while it is cleared away.
            const qint64 next = std::min(left - m_options.peoplePerBatch, qint64(still->integer));
            if (next > 0)
                clear(node, beat, seenUntil, next);
        });
}

} // namespace hearth::server
