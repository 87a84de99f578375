#pragma once

#include "server/broker/redisbroker.h"
#include "server/cluster/adapter.h"
#include "server/config/settings.h"
#include "server/presence/redispresence.h"

namespace hearth::server {

//! This server among those of one team: the connection to Redis, the broker and the namespace's peers on it.
//! Nothing that must not be lost goes by it alone.
class ClusterNode
{
public:
    //! Waits until Redis lets us in; else the line for the operator.
    [[nodiscard]] static Result<std::unique_ptr<ClusterNode>> join(Loop &loop, const Settings &settings);

    [[nodiscard]] RedisPubSub &redis() { return m_redis; }
    [[nodiscard]] std::unique_ptr<Broker> makeBroker();
    [[nodiscard]] std::unique_ptr<PresenceBoard> makeBoard(Loop &loop);
    //! What the namespace does to everybody's sockets reaches the others' from now on, and theirs ours.
    void attach(Namespace &chat, const Limits &limits);
    //! Before the namespace goes.
    void detach() { m_adapter.reset(); }
    //! Waits, for a while, until Redis has confirmed everything that was subscribed, and who is here on the
    //! others was read: what others say is heard then.
    void settle();
    //! What others say arrives, as far as one can know.
    [[nodiscard]] bool isWhole() const { return m_redis.isSettled(); }

    [[nodiscard]] RedisPubSub::Figures figures() const { return m_redis.figures(); }
    //! Once attached.
    [[nodiscard]] const cluster::Adapter::Figures &adapterFigures() const { return m_adapter->figures(); }
    [[nodiscard]] quint64 malformed() const;

private:
    ClusterNode(Loop &loop, const RedisOptions &options, const ClusterSettings &settings);

    ClusterSettings m_settings;
    RedisPubSub m_redis;
    std::unique_ptr<cluster::Adapter> m_adapter;
    const RedisBroker *m_broker = nullptr;  //!< the last that was made
    const RedisPresence *m_board = nullptr; //!< the same
};

} // namespace hearth::server
