#pragma once

#include "server/features/caller.h"
#include "server/features/services.h"
#include "shared/protocol/events.h"

#include <QTimer>

namespace hearth::server {

//! Who types where: leases that end by themselves. Only a socket that is in the room can hold one, and only
//! those who are in the room hear of it.
class Typing : public QObject
{
    Q_OBJECT

public:
    explicit Typing(const Services &services, QObject *parent = nullptr);

    //! The person sent, left or went away.
    void stop(const QString &roomId, const protocol::User &user);
    void stopAll(const Socket &socket);
    //! Ends what has run out; called by a timer, and by tests with a stepped clock.
    void expire();
    //! Of those who type on other servers, whom there was no room to remember; they were told of all the
    //! same.
    [[nodiscard]] quint64 leftOut() const { return m_leftOut; }

private:
    struct Lease
    {
        protocol::User user;
        qint64 until = 0;
        qint64 announcedAt = 0;
    };

    //! Of people on other servers, whose own ends theirs, unless it dies.
    struct OthersLease
    {
        protocol::User user;
        qint64 until = 0;
    };

    void start(Socket &socket, const QString &roomId);
    void goOn();
    void heard(const protocol::TypingUser &event);
    void announce(
        const QString &roomId, const protocol::User &user, bool isTyping, const Socket *except = nullptr);

    Services m_services;
    QHash<std::pair<QString, QString>, Lease> m_leases; //!< by room and user: at most one for each
    QHash<std::pair<QString, QString>, OthersLease> m_others;
    quint64 m_leftOut = 0;
    QTimer m_timer;
};

} // namespace hearth::server
