#pragma once

#include "server/features/accounts.h"
#include "shared/protocol/events.h"

namespace hearth::server {

//! Who is here. A socket is the lease: its heartbeat ends it however the client died. A person is offline
//! only once the last socket has gone; those who share a room hear of changes,
//! and may ask: presence:get, GET /api/presence.
class PresenceFeature : public QObject
{
    Q_OBJECT

public:
    PresenceFeature(const Services &services, Accounts &accounts, QObject *parent = nullptr);

    [[nodiscard]] protocol::Presence statusOf(const QString &userId) const;
    void connected(const Socket &socket);
    void disconnected(const Socket &socket);
    //! Of those given, and only where it changed after `since` (ms since 1970).
    [[nodiscard]] QList<protocol::PresenceChanged> changedSince(
        const QList<QString> &userIds, qint64 since) const;

private:
    struct Entry
    {
        protocol::Presence chosen = protocol::Presence::Online;
        qint64 lastSeen = 0;
        qint64 changedAt = 0;
        int sockets = 0;
    };

    //! Those of the asked whom the person may see: oneself, and who shares a room.
    void look(const QString &userId, const QList<QString> &asked,
        const std::function<void(Result<QList<protocol::PresenceChanged>>)> &answer);
    void get(const HttpRequest &request, const Responder &respond);
    [[nodiscard]] protocol::PresenceChanged snapshot(const QString &userId) const;
    void announce(const QString &userId);

    Services m_services;
    Accounts &m_accounts;
    QHash<QString, Entry> m_people; //!< bounded by the number of accounts
};

} // namespace hearth::server
