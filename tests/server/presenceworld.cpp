#include "tests/server/presenceworld.h"

#include <hiredis/hiredis.h>

#include <algorithm>
#include <limits>

namespace hearth::test {

using namespace hearth::server;

namespace {

constexpr int everMs = std::numeric_limits<int>::max() / 2;

QByteArray textOfReply(const redisReply &reply)
{
    if (reply.type == REDIS_REPLY_INTEGER)
        return QByteArray::number(qint64(reply.integer));
    if (reply.type == REDIS_REPLY_NIL)
        return "-";
    if (reply.type != REDIS_REPLY_ARRAY)
        return textOf(reply).toByteArray();
    QList<QByteArray> items;
    for (std::size_t i = 0; i < reply.elements; ++i)
        items += textOfReply(*reply.element[i]);
    return '[' + items.join(' ') + ']';
}

} // namespace

PresenceWorld::PresenceWorld(const QByteArray &prefix_, const QStringList &configuration)
    : redis(configuration), prefix(prefix_), m_loop(*Loop::create(clock, IoKind::Send)), m_asker(connect({}))
{
    m_asker->start({});
    EXPECT_TRUE(waitFor([this] { return m_asker->isUp(); }));
}

//! Attempts follow each other at once, and nothing is given up: the clock stands still.
std::unique_ptr<RedisPubSub> PresenceWorld::connect(const QString &user) const
{
    RedisOptions options = *RedisPubSub::optionsFor(
        user.isEmpty() ? redis.url() : QStringLiteral("redis://%1@%2").arg(user, redis.host()));
    options.heartbeatMs = options.silenceMs = options.connectMs = everMs;
    options.firstRetryMs = options.maxRetryMs = 1;
    return std::make_unique<RedisPubSub>(*m_loop, options);
}

PresenceWorld::Node &PresenceWorld::add(RedisPresence::Options options, const QString &user)
{
    options.prefix = prefix;
    Node &node = *nodes.emplace_back(std::make_unique<Node>());
    node.redis = connect(user);
    node.redis->listen(RedisPubSub::Kind::Channel, "mark", [&node](auto, auto) { ++node.marks; });
    node.board = std::make_unique<RedisPresence>(*m_loop, *node.redis, options);
    node.board->onChanged([&node](const QString &userId, qint64 lastSeen) {
        node.news += {userId, lastSeen};
    });
    node.board->onCleared([&node](const QString &userId, qint64 lastSeen) {
        node.cleared += {userId, lastSeen};
    });
    node.redis->start({});
    return node;
}

//! Attempts need the clock.
void PresenceWorld::begin()
{
    bool isUp = false;
    EXPECT_TRUE(waitFor([this, &isUp] {
        if (isUp)
            return true;
        clock.step(1);
        m_loop->turn();
        isUp = m_asker->isUp() && std::all_of(nodes.begin(), nodes.end(),
                                      [](const auto &node) { return node->redis->isSettled(); });
        return isUp;
    }));
    settle();
}

void PresenceWorld::kill(Node &node)
{
    std::erase_if(nodes, [&node](const auto &each) { return each.get() == &node; });
}

bool PresenceWorld::isQuiet() const
{
    return std::all_of(nodes.begin(), nodes.end(), [](const auto &node) {
        return !node->redis->isUp() || (node->redis->isSettled() && node->redis->figures().awaited == 0);
    });
}

void PresenceWorld::settle()
{
    // What arrives may be answered, and that has to arrive, too.
    for (int round = 0; round < 3; ++round) {
        m_loop->turn();
        EXPECT_TRUE(waitFor([this] { return isQuiet(); }));
        const int before = nodes.empty() ? 0 : nodes.front()->marks;
        for (const auto &node : nodes)
            node->marks = before;
        m_asker->publish("mark", {});
        EXPECT_TRUE(waitFor([this, before] {
            return std::all_of(nodes.begin(), nodes.end(),
                [before](const auto &node) { return node->marks > before || !node->redis->isUp(); });
        }));
    }
}

void PresenceWorld::step(int ms)
{
    clock.step(ms);
    m_loop->turn();
    EXPECT_TRUE(waitFor([this] { return isQuiet(); }));
}

void PresenceWorld::pass(int ms)
{
    for (int passed = 0; passed < ms; passed += 1'000) {
        step(std::min(1'000, ms - passed));
        settle();
    }
}

qint64 PresenceWorld::scriptCalls()
{
    const QByteArray key = "cmdstat_evalsha:calls=";
    const QByteArray info = ask("INFO commandstats");
    const qsizetype at = info.indexOf(key);
    return at < 0 ? 0 : info.mid(at + key.size(), 12).split(',').first().toLongLong();
}

QByteArray PresenceWorld::ask(const QList<QByteArray> &words)
{
    std::optional<QByteArray> out;
    EXPECT_TRUE(m_asker->ask(commandOfAll(words),
        [&out](const redisReply *reply) { out = reply ? textOfReply(*reply) : QByteArray("lost"); }));
    EXPECT_TRUE(waitFor([&out] { return out.has_value(); }));
    return out.value_or("");
}

} // namespace hearth::test
