#pragma once

#include "server/net/loop.h"
#include "server/net/peeraddress.h"
#include "server/redis/redisurl.h"

#include <QObject>

namespace hearth::server {

//! One attempt to reach a host, without waiting: its name is looked up on a thread of Qt's, its addresses are
//! tried in turn. Ends with the object.
class Connector final : public Loop::Watched
{
public:
    //! A descriptor, connected and not blocking, for who takes it.
    struct Connected
    {
        int descriptor;
        PeerAddress peer;
    };
    using Done = std::function<void(Result<Connected>)>;

    //! `done` is called once, from the loop; it may end the connector. What went wrong is a sentence's end,
    //! such as `Connection refused`.
    Connector(Loop &loop, const RedisHost &host, int timeoutMs, Done done);
    ~Connector();
    Connector(const Connector &) = delete;
    Connector &operator=(const Connector &) = delete;

    void ready(quint32 events) override;

private:
    void tryNext();
    void failed(int error);
    void forget();
    void end(Result<Connected> result);

    Loop &m_loop;
    quint16 m_port;
    int m_timeoutMs; //!< for the name, and for each address
    Done m_done;
    Timer m_timer;
    QObject m_lookup; //!< what the name's answer goes to, if it is still there
    QList<QHostAddress> m_addresses;
    PeerAddress m_peer;
    QString m_problem;
    int m_descriptor = -1;
};

} // namespace hearth::server
