#include "server/presence/redispresence.h"

#include "shared/base/ids.h"

#include <QLoggingCategory>

#include <hiredis/hiredis.h>

namespace hearth::server {

using presence::OwnParts;
using presence::Scripts;

namespace {

constexpr qsizetype nameLength = 20;

QByteArray updates(const QByteArray &prefix)
{
    return prefix + "presence:updates";
}

QByteArray joins(const QByteArray &prefix)
{
    return prefix + "presence:nodes";
}

//! An id's letters and digits alone.
QByteArray newNode()
{
    return newId(IdKind::Token).toLatin1().sliced(1, nameLength);
}

} // namespace

RedisPresence::RedisPresence(Loop &loop, RedisPubSub &redis, const Options &options)
    : m_loop(loop)
    , m_redis(redis)
    , m_options(options)
    , m_node(newNode())
    , m_nodes(options.deadMs, options.maxNodes)
    , m_replica(options.maxParts)
    , m_beat(loop.timers(), [this] { beat(); })
{
    m_redis.listen(RedisPubSub::Kind::Channel, updates(options.prefix),
        [this](QByteArrayView, QByteArrayView payload) { heardUpdate(payload); });
    m_redis.listen(RedisPubSub::Kind::Channel, joins(options.prefix),
        [this](QByteArrayView, QByteArrayView payload) { heardJoined(payload); });
    m_watch = m_redis.watch([this](bool there) { isThere(there); });
}

RedisPresence::~RedisPresence()
{
    m_redis.unlisten(RedisPubSub::Kind::Channel, updates(m_options.prefix));
    m_redis.unlisten(RedisPubSub::Kind::Channel, joins(m_options.prefix));
}

QList<PresencePart> RedisPresence::others(const QString &userId) const
{
    return m_replica.of(userId);
}

PresenceBoard::Figures RedisPresence::figures() const
{
    return {m_replica.peopleCount(), m_nodes.livingCount(), m_malformed, m_dropped};
}

void RedisPresence::isThere(bool isThere)
{
    ++m_connection;
    m_state = State::Away;
    m_beat.stop();
    m_reading.reset();
    m_replica.readingEnds();
    m_toRead.clear();
    m_hasLooked = false;
    if (!isThere)
        return;
    m_nodes.connected();
    m_connectedMark = m_replica.mark();
    m_lookedAt = m_loop.clock().steadyMs();
    m_isRefused = false;
    load();
    writeAll();
    beat();
}

QList<QByteArray> RedisPresence::arguments(const QByteArray &node) const
{
    return {m_options.prefix, node, QByteArray::number(m_options.expiryS)};
}

void RedisPresence::call(const presence::Script &script, const QByteArray &node, const QList<QByteArray> &own,
    const Answered &answered)
{
    const auto checked = [this, alive = std::weak_ptr(m_isAlive), connection = m_connection, answered](
                             const redisReply *reply) {
        if (alive.expired() || connection != m_connection)
            return;
        if (reply && isError(*reply)) {
            // It may be that Redis was told to forget its scripts.
            m_mayLack = true;
            ++m_dropped;
            reply = nullptr;
        }
        answered(reply);
    };
    if (!m_redis.ask(script.calling(arguments(node) + own), checked)) {
        ++m_dropped;
        answered(nullptr);
    }
}

void RedisPresence::load()
{
    const Scripts &all = Scripts::all();
    for (const presence::Script *each : {&all.put, &all.beat, &all.join, &all.page, &all.clear})
        m_redis.ask(each->loading(), {});
    m_mayLack = false;
}

// ---- what this one says ----

void RedisPresence::put(const QString &userId, const PresencePart &part, const QStringList &sockets)
{
    m_own.put(userId, part, sockets);
    sayAtTurnEnd();
}

void RedisPresence::take(const QString &userId, qint64 lastSeen)
{
    m_own.take(userId, lastSeen);
    sayAtTurnEnd();
}

//! Thousands may come in one turn.
void RedisPresence::sayAtTurnEnd()
{
    if (m_state == State::Away || std::exchange(m_isSayDue, true))
        return;
    m_loop.atTurnEnd([this, alive = std::weak_ptr(m_isAlive)] {
        if (alive.expired())
            return;
        m_isSayDue = false;
        say();
    });
}

void RedisPresence::writeAll()
{
    m_state = State::Writing;
    m_refreshAt = m_loop.clock().steadyMs() + m_options.refreshMs;
    m_own.sayAllAgain();
    say();
}

void RedisPresence::say()
{
    // While it joins nothing is said: the others would neither read nor hear it.
    while ((m_state == State::Writing || m_state == State::Joined) && !m_isRefused && !m_own.isAllSaid() &&
           m_underWay < m_options.batchesAtOnce) {
        const OwnParts::Batch batch = m_own.next(m_options.peoplePerBatch, m_state == State::Joined);
        ++m_underWay;
        const auto answered = [this, alive = std::weak_ptr(m_isAlive), batch](const redisReply *reply) {
            if (!alive.expired())
                sent(batch, reply);
        };
        if (!m_redis.ask(Scripts::all().put.calling(arguments(m_node) + batch.arguments), answered))
            sent(batch, nullptr);
    }
    if (m_state == State::Writing && !m_isRefused && m_own.isAllSaid() && m_underWay == 0)
        join();
}

void RedisPresence::sent(const OwnParts::Batch &batch, const redisReply *reply)
{
    --m_underWay;
    if (!reply || isError(*reply)) {
        m_own.sayAgain(batch);
        m_dropped += quint64(batch.isNews.size());
        m_isRefused = true;
        m_mayLack = true;
        return;
    }
    say();
}

void RedisPresence::join()
{
    m_state = State::Joining;
    call(Scripts::all().join, m_node, {QByteArray::number(m_own.count())}, [this](const redisReply *reply) {
        // Where it could not, somebody has taken something away meanwhile; the next beat begins anew.
        m_state = reply && reply->integer == 1 ? State::Joined : State::Writing;
        m_isRefused = m_state == State::Writing;
        say();
    });
}

void RedisPresence::beat()
{
    if (m_mayLack)
        load();
    call(Scripts::all().beat, m_node, {m_state == State::Joined ? "1" : "0"},
        [this](const redisReply *reply) { beaten(reply); });
}

void RedisPresence::beaten(const redisReply *reply)
{
    m_beat.start(m_options.beatMs);
    const redisReply *known = reply ? itemOf(*reply, 0) : nullptr;
    const redisReply *nodes = reply ? itemOf(*reply, 1) : nullptr;
    if (!known || !nodes)
        return;
    ++m_beats;
    const bool wasRefused = std::exchange(m_isRefused, false);
    const bool isMissing = m_state == State::Joined && known->integer == 0;
    const bool isOver = m_state == State::Joined && m_loop.clock().steadyMs() >= m_refreshAt;
    if (isMissing || (m_state == State::Writing && wasRefused))
        writeAll();
    else if (isOver) {
        m_refreshAt = m_loop.clock().steadyMs() + m_options.refreshMs;
        m_own.sayAllAgain();
    }
    say();
    look(*nodes);
}

} // namespace hearth::server
