#pragma once

#include "server/presence/redispresence.h"
#include "tests/support/fakeclock.h"
#include "tests/support/redisserver.h"
#include "tests/support/waitfor.h"

#include <gtest/gtest.h>

namespace hearth::test {

using server::PresencePart;

//! Of a person who is online with one device.
inline PresencePart onlinePart(qint64 at = 1'000)
{
    return {protocol::Presence::Online, at, 1, 0, at};
}

//! A Redis, and servers that meet there. Time passes by step() alone.
class PresenceWorld
{
public:
    struct News
    {
        QString userId;
        qint64 lastSeen = 0;
        bool operator==(const News &) const = default;
    };
    struct Node
    {
        std::unique_ptr<server::RedisPubSub> redis;
        std::unique_ptr<server::RedisPresence> board;
        QList<News> news;
        QList<News> cleared;
        int marks = 0;

        [[nodiscard]] QList<PresencePart> others(const char *user) const
        {
            return board->others(QString::fromLatin1(user));
        }
        [[nodiscard]] bool sees(const char *user) const { return !others(user).isEmpty(); }
        void put(const char *user, const PresencePart &part, const QStringList &sockets = {}) const
        {
            board->put(QString::fromLatin1(user), part, sockets);
        }
    };

    explicit PresenceWorld(const QByteArray &prefix = {}, const QStringList &configuration = {});

    //! `user`: of the URL.
    Node &add(server::RedisPresence::Options options = {}, const QString &user = {});
    //! All of them are connected, and all has arrived.
    void begin();
    //! As kill -9 does it: without a word.
    void kill(Node &node);
    //! All that was put has arrived wherever it is going.
    void settle();
    void step(int ms);
    //! In steps of a second, and what is due in each has happened.
    void pass(int ms);
    //! Redis' answer, as text: lists in brackets, nothing as `-`.
    QByteArray ask(const QList<QByteArray> &words);
    [[nodiscard]] QByteArray ask(const char *words) { return ask(QByteArray(words).split(' ')); }
    [[nodiscard]] qint64 number(const char *words) { return ask(words).toLongLong(); }
    //! As services of others read it.
    [[nodiscard]] QByteArray statusOf(const char *user)
    {
        return ask({"HGET", prefix + "presence:" + user, "status"});
    }
    //! Since Redis' start.
    [[nodiscard]] qint64 scriptCalls();

private:
    [[nodiscard]] std::unique_ptr<server::RedisPubSub> connect(const QString &user) const;
    [[nodiscard]] bool isQuiet() const;

public:
    FakeClock clock;
    RedisServer redis;
    QByteArray prefix;

private:
    std::unique_ptr<server::Loop> m_loop;
    std::unique_ptr<server::RedisPubSub> m_asker;

public:
    std::vector<std::unique_ptr<Node>> nodes;
};

} // namespace hearth::test
