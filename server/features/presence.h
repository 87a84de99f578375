#pragma once

#include "server/features/caller.h"
#include "server/features/services.h"
#include "shared/protocol/events.h"

namespace hearth::server {

//! Who is here. A socket is the lease: its heartbeat ends it however the client died. A person is offline
//! only once the last socket has gone; those who share a room hear of changes.
class PresenceFeature : public QObject
{
    Q_OBJECT

public:
    explicit PresenceFeature(const Services &services, QObject *parent = nullptr);

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

    [[nodiscard]] protocol::PresenceChanged snapshot(const QString &userId) const;
    void announce(const QString &userId);

    Services m_services;
    QHash<QString, Entry> m_people; //!< bounded by the number of accounts
};

} // namespace hearth::server
