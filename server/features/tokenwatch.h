#pragma once

#include "server/features/caller.h"
#include "server/features/numberwatch.h"
#include "server/features/services.h"

namespace hearth::server {

//! Closes every socket that came in by the token, with TokenRevoked.
void closeSockets(Namespace &chat, const QString &userId, const QByteArray &tokenHash);

//! And those that came in by any other token of the person; all where that is empty.
void closeOtherSockets(Namespace &chat, const QString &userId, const QByteArray &keptHash);

//! Closes the sockets of tokens that were revoked, and tells what their holders' roles are now, within a
//! second, whoever did it: this server, another process (`hearthd token revoke`), another node. It watches
//! one number, and asks only when that has grown for the tokens that are in use.
class TokenWatch : public QObject
{
    Q_OBJECT

public:
    using Holders = QHash<QByteArray, protocol::User>; //!< by the token's hash

    explicit TokenWatch(const Services &services, QObject *parent = nullptr);

    void connected(const Socket &socket) { hold(callerOf(socket)); }
    void disconnected(const Socket &socket) { release(callerOf(socket)); }
    //! Something else that goes on under the caller's token: revoked() tells of it, too.
    void hold(const Caller &caller);
    void release(const Caller &caller);
    [[nodiscard]] bool isInUse(const QByteArray &tokenHash) const { return m_inUse.contains(tokenHash); }

Q_SIGNALS:
    //! Its sockets are closed.
    void revoked(const QByteArray &tokenHash);
    //! The role of who is behind the socket has changed; callerOf() has the new one.
    void changed(Socket &socket);
    //! Of every token that is in use, and still good: whose it is, as the account is now.
    void looked(const Holders &holders);

private:
    struct Use
    {
        QString userId;
        int count = 0;
    };

    void checkAll();
    void setRole(const QByteArray &tokenHash, const protocol::User &holder);

    Services m_services;
    QHash<QByteArray, Use> m_inUse; //!< by the token's hash: at most one for each socket and stream
    NumberWatch m_revocations;
};

} // namespace hearth::server
