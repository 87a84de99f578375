#include "server/server/clusternode.h"

#include "server/presence/redispresence.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace hearth::server {

namespace {

constexpr int settleMs = 5'000;

//! Not one that a namespace's channels could have: theirs go on with a `#`, or with a word and one.
QByteArray brokerPrefix(const ClusterSettings &settings)
{
    return settings.prefix.toUtf8() + "-hearth#";
}

//! By itself what it has for Node's adapters says nothing: services find presence by the seed's names.
QByteArray presencePrefix(const ClusterSettings &settings)
{
    return settings.prefix == ClusterSettings().prefix ? QByteArray() : settings.prefix.toUtf8() + ':';
}

} // namespace

ClusterNode::ClusterNode(Loop &loop, const RedisOptions &options, const ClusterSettings &settings)
    : m_settings(settings), m_redis(loop, options)
{}

Result<std::unique_ptr<ClusterNode>> ClusterNode::join(Loop &loop, const Settings &settings)
{
    const auto options = RedisPubSub::optionsFor(settings.redisUrl);
    if (!options)
        return options.error();
    std::unique_ptr<ClusterNode> node(new ClusterNode(loop, *options, settings.cluster));
    std::optional<Result<Done>> outcome;
    node->m_redis.start([&outcome](const Result<Done> &decided) { outcome = decided; });
    while (!outcome)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    if (!*outcome)
        return outcome->error();
    return node;
}

std::unique_ptr<Broker> ClusterNode::makeBroker()
{
    auto broker = std::make_unique<RedisBroker>(m_redis, brokerPrefix(m_settings));
    m_broker = broker.get();
    return broker;
}

std::unique_ptr<PresenceBoard> ClusterNode::makeBoard(Loop &loop)
{
    RedisPresence::Options options;
    options.prefix = presencePrefix(m_settings);
    auto board = std::make_unique<RedisPresence>(loop, m_redis, options);
    m_board = board.get();
    return board;
}

void ClusterNode::attach(Namespace &chat, const Limits &limits)
{
    cluster::Adapter::Options options;
    options.kind = m_settings.wire == ClusterSettings::Wire::Sharded ? cluster::Wire::Kind::Sharded
                                                                     : cluster::Wire::Kind::Classic;
    options.prefix = m_settings.prefix.toUtf8();
    options.bounds.attachments = limits.attachmentsPerPacket;
    m_adapter = std::make_unique<cluster::Adapter>(chat, m_redis, options);
}

void ClusterNode::settle()
{
    QElapsedTimer timer;
    timer.start();
    while ((!m_redis.isSettled() || !m_board->isRead()) && timer.elapsed() < settleMs)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
}

quint64 ClusterNode::malformed() const
{
    return m_adapter->figures().malformed + m_broker->malformed();
}

} // namespace hearth::server
