#pragma once

#include "server/presence/nodes.h"
#include "server/presence/ownparts.h"
#include "server/presence/presencescripts.h"
#include "server/presence/replica.h"
#include "server/redis/redispubsub.h"

namespace hearth::server {

//! Between servers, through Redis, whose keys scripts/common.lua describes; services of others may read them.
//!
//! A node writes all of its people, then joins, then beats; each of the others hears that it joined and reads
//! all of it, and from then on hears each change. Whatever interrupts that, on this side or in Redis, begins
//! it anew: what others may have missed is never reckoned up. Whose beat stands still for deadMs, on a
//! connection of ours that works, is dead, and whoever sees it first clears away what it left.
class RedisPresence final : public PresenceBoard
{
public:
    struct Options
    {
        QByteArray prefix;   //!< of all keys and topics
        int beatMs = 5'000;  //!< from one beat's answer to the next beat
        int deadMs = 20'000; //!< without a beat; with beatMs on either side still below 30 s
        int expiryS = 300;   //!< for which Redis keeps what nobody refreshes
        int refreshMs = 100'000;
        int peoplePerBatch = 100;
        int batchesAtOnce = 4;
        qsizetype maxParts = 2'000'000; //!< of others that are kept
        qsizetype maxNodes = 1'000;
    };

    //! Both live longer.
    RedisPresence(Loop &loop, RedisPubSub &redis, const Options &options);
    ~RedisPresence() override;
    RedisPresence(const RedisPresence &) = delete;
    RedisPresence &operator=(const RedisPresence &) = delete;

    void put(const QString &userId, const PresencePart &part, const QStringList &sockets) override;
    void take(const QString &userId, qint64 lastSeen) override;
    [[nodiscard]] QList<PresencePart> others(const QString &userId) const override;
    [[nodiscard]] Figures figures() const override;

    //! By which the others know this one; another after each start.
    [[nodiscard]] const QByteArray &node() const { return m_node; }
    //! All that was put is in Redis, and the others know it.
    [[nodiscard]] bool isSaid() const
    {
        return m_state == State::Joined && m_own.isAllSaid() && m_underWay == 0;
    }
    //! All that the others had said is read.
    [[nodiscard]] bool isRead() const { return m_hasLooked && !m_reading && m_toRead.isEmpty(); }
    [[nodiscard]] quint64 beats() const { return m_beats; }

private:
    enum class State {
        Away,
        Writing, //!< all of it, before it joins
        Joining,
        Joined,
    };
    using Answered = RedisSession::Answered;

    void isThere(bool isThere);
    //! `answered` gets null where there is no answer, or a refusal, which is counted; nothing where Redis was
    //! lost and found meanwhile.
    void call(const presence::Script &script, const QByteArray &node, const QList<QByteArray> &own,
        const Answered &answered);
    [[nodiscard]] QList<QByteArray> arguments(const QByteArray &node) const;
    void load();

    // ---- what this one says ----
    void sayAtTurnEnd();
    void say();
    void sent(const presence::OwnParts::Batch &batch, const redisReply *reply);
    void join();
    void writeAll();
    void beat();
    void beaten(const redisReply *reply);

    // ---- what the others say ----
    void heardUpdate(QByteArrayView payload);
    void heardJoined(QByteArrayView payload);
    void look(const redisReply &nodes);
    void readLater(const QString &node);
    void readNext();
    void askPage();
    void gotPage(const redisReply *reply);
    void takePage(const redisReply &page);
    void endReading();
    void ended(const QList<presence::Replica::Ended> &all, qint64 seenUntil);
    void buried(const QString &node);
    //! `left`: at most so many people are there.
    void clear(const QString &node, const QByteArray &beat, qint64 seenUntil, qint64 left);
    void taken(presence::Replica::Taken how, const QString &userId);

    struct Reading
    {
        QString node;
        QByteArray cursor = "0";
        quint64 mark = 0;
        bool isWhole = false; //!< what it does not find has gone
    };

    Loop &m_loop;
    RedisPubSub &m_redis;
    Options m_options;
    QByteArray m_node;
    State m_state = State::Away;
    presence::OwnParts m_own;
    presence::Nodes m_nodes;
    presence::Replica m_replica;
    int m_underWay = 0;       //!< batches
    bool m_mayLack = true;    //!< Redis may not know the scripts
    bool m_isRefused = false; //!< until the next beat
    bool m_isSayDue = false;
    bool m_hasLooked = false;
    QList<QString> m_toRead;
    std::optional<Reading> m_reading;
    quint64 m_connection = 0; //!< counts them, for answers that come late
    qint64 m_lookedAt = 0;
    qint64 m_refreshAt = 0;
    quint64 m_connectedMark = 0;
    quint64 m_beats = 0;
    quint64 m_malformed = 0;
    quint64 m_dropped = 0;
    Timer m_beat;
    std::shared_ptr<void> m_watch;
    std::shared_ptr<bool> m_isAlive = std::make_shared<bool>();
};

} // namespace hearth::server
