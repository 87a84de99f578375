#pragma once

#include "server/features/accounts.h"
#include "server/presence/presenceboard.h"
#include "shared/protocol/events.h"

#include <unordered_map>

namespace hearth::server {

//! Who is here. A socket is the lease: its heartbeat ends it however the client died. A person is offline
//! once the last socket has gone and none has come for presenceGraceMs; those who share a room hear of
//! changes, and may ask: presence:get, GET /api/presence. Who is invisible is offline to everybody else.
//!
//! With several servers a person is what all their sockets anywhere make of them: each server says on the
//! board what its own do, and tells its own sockets, and no others, what has changed.
class PresenceFeature : public QObject
{
    Q_OBJECT

public:
    //! `board` lives longer, or is destroyed without another turn.
    PresenceFeature(
        const Services &services, Accounts &accounts, PresenceBoard &board, QObject *parent = nullptr);

    //! As `viewerId` may know it.
    [[nodiscard]] protocol::Presence statusOf(const QString &userId, const QString &viewerId) const;
    //! Who is seen as online or busy, on whichever server.
    [[nodiscard]] QList<QString> here() const;
    //! `auth`: of CONNECT.
    void connected(const Socket &socket, const QJsonObject &auth);
    void disconnected(const Socket &socket, Namespace::Leaving leaving);
    //! The server ends: stores when those who are here were last seen.
    void stop();
    //! Of those given, and only where it changed after `since` (ms since 1970).
    [[nodiscard]] QList<protocol::PresenceChanged> changedSince(
        const QList<QString> &userIds, qint64 since) const;

private:
    struct Person
    {
        protocol::Presence chosen = protocol::Presence::Online; //!< last, on whichever server
        qint64 chosenAt = 0;
        protocol::Presence own = protocol::Presence::Offline;       //!< as the person was last told
        protocol::Presence seen = protocol::Presence::Offline;      //!< as others see it
        protocol::Presence announced = protocol::Presence::Offline; //!< as others were last told
        qint64 lastSeen = 0;
        qint64 changedAt = 0;
        QSet<const Socket *> devices;
        QSet<const Socket *> idle;
        std::unique_ptr<Timer> grace;
        std::optional<PresencePart> told; //!< what is on the board

        //! By sockets of this server.
        [[nodiscard]] bool isHere() const { return !devices.isEmpty() || grace; }
    };

    void choose(Person &person, protocol::Presence status) const;
    //! The others say something new of the person.
    void heard(const QString &userId, qint64 lastSeen);
    [[nodiscard]] protocol::Presence statusNow(const QString &userId, const Person &person) const;
    void tellBoard(const QString &userId, Person &person);
    void setIdle(const Socket &socket, bool isIdle);
    //! Those of the asked whom the person may see: oneself, and who shares a room.
    void look(const QString &userId, const QList<QString> &asked,
        const std::function<void(Result<QList<protocol::PresenceChanged>>)> &answer);
    void get(const HttpRequest &request, const Responder &respond);
    [[nodiscard]] const Person *find(const QString &userId) const;
    [[nodiscard]] protocol::PresenceChanged snapshot(const QString &userId, const QString &viewerId) const;
    //! Tells what has changed, if anything has.
    void refresh(const QString &userId);
    void announce(const QString &userId);
    void leave(const QString &userId);
    void storeLastSeen(const QString &userId, qint64 at);

    Services m_services;
    Accounts &m_accounts;
    PresenceBoard &m_board;
    std::unordered_map<QString, Person> m_people; //!< bounded by the number of accounts
    bool m_hadSocket = false;
};

} // namespace hearth::server
