#pragma once

#include "server/cluster/adapter.h"
#include "server/hub/hub.h"

namespace hearth::server {

//! The server's namespaces on several servers, and what a client can ask of them there:
//!  - `fetch-all` rooms, except: acks the sockets of all servers, or an error's code.
//!  - `rooms-all`: acks all rooms.
//!  - `server-emit` name, …: to the other servers, who tell their clients `server-said` name, ….
//!  - `server-ask` name, …: acks their answers and how many are missing. `hello` is answered with `hearth`.
//!  - `cluster`: acks {malformed, delivered, requests, unanswered, isUp, dropped}.
class Cluster
{
public:
    Cluster(Loop &loop, Hub &hub) : m_loop(loop), m_hub(hub) {}
    //! Waits until Redis is there, or an attempt has failed; nothing where the URL is empty.
    [[nodiscard]] Result<Done> join(const QString &url, const QString &wire);

private:
    void operate(Namespace &nsp, cluster::Adapter &adapter);

    Loop &m_loop;
    Hub &m_hub;
    std::unique_ptr<RedisPubSub> m_redis;
    std::vector<std::unique_ptr<cluster::Adapter>> m_adapters;
};

} // namespace hearth::server
