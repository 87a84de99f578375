#pragma once

#include "shared/base/clock.h"
#include "shared/base/limits.h"
#include "shared/base/registration.h"

#include <QHostAddress>
#include <QStringList>

namespace hearth::server {

//! Engine.IO's and Socket.IO's own options, by their own names. Where one bounds what `limits` bounds too,
//! the stricter of both holds.
struct SocketIoSettings
{
    QString path = QStringLiteral("/socket.io/");
    QStringList transports{QStringLiteral("polling"), QStringLiteral("websocket")};
    int pingInterval = 25'000;
    int pingTimeout = 60'000;
    qint64 maxPayload = 64 * 1024;
    int connectTimeout = 45'000;
    int upgradeTimeout = 10'000;
    int recoveryMs = 0; //!< how long one may be away and be given what was missed; 0: never
    QStringList corsOrigins;
    bool operator==(const SocketIoSettings &) const = default;
};

//! Of a server among others.
struct ClusterSettings
{
    enum class Wire { Classic, Sharded }; //!< as @socket.io/redis-adapter has them

    QString node;                                 //!< its name among them; empty: host:port
    QString prefix = QStringLiteral("socket.io"); //!< of Redis' channels and keys: another one for each team
    Wire wire = Wire::Classic;
    bool operator==(const ClusterSettings &) const = default;
};

//! What an operator can set. The rows of options.cpp name each member, in the file, on the command line and
//! in the environment.
struct Settings
{
    QString dataFolder;  //!< empty: the platform's data folder
    QString databaseUrl; //!< postgresql://…; empty: SQLite in the data folder
    QString filesFolder; //!< of the contents of files; empty: beside the database's data
    QString redisUrl; //!< redis[s]://…: where the other servers of the team are met; empty: there are none
    ClusterSettings cluster;
    QHostAddress address = QHostAddress(QHostAddress::AnyIPv4);
    quint16 port = 8484;
    bool allowsPlain = false;
    QList<std::pair<QHostAddress, int>> trustedProxies; //!< addresses, and how many of their bits count
    bool usesIoUring = true;                            //!< where the kernel allows it
    int ioThreads = 0;                                  //!< for sockets; -1: by the cores
    bool observes = true;                               //!< latencies, as they happen, for /metrics
    Registration registration = Registration::Invite;
    SocketIoSettings socketio;
    Limits limits;
    const Clock *clock = nullptr; //!< the machine's, where null; no option, tests step theirs
    bool operator==(const Settings &) const = default;

    //! `dataFolder`, or the platform's folder where that is empty.
    [[nodiscard]] QString folder() const;
};

[[nodiscard]] inline bool namesPostgresql(const QString &address)
{
    return address.startsWith(QLatin1String("postgresql://")) ||
           address.startsWith(QLatin1String("postgres://"));
}

} // namespace hearth::server
