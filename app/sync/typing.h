#pragma once

#include "app/net/connection.h"
#include "shared/base/clock.h"

#include <QHash>
#include <QMap>

namespace hearth::app {

//! Who types where: our own lease, repeated and ended, and the leases of others, which expire by themselves.
class Typing : public QObject
{
    Q_OBJECT

public:
    static constexpr int repeatMs = 2'000; //!< the least time between two typing:start of ours
    static constexpr int idleMs = 4'000;   //!< without a key, then typing:stop
    static constexpr int leaseMs = 6'000;  //!< the server's 5 s and the way

    Typing(Connection &connection, const Clock &clock, QObject *parent = nullptr);

    //! A key changed our draft in this room.
    void keyPressed(const QString &roomId);
    //! The draft was sent or emptied.
    void stop();

    void take(const protocol::TypingUser &event);
    void forgetAll();
    //! The ids of who types in this room, in the order of their beginning.
    [[nodiscard]] QList<protocol::TypingUser> in(const QString &roomId) const;

Q_SIGNALS:
    void changed(const QString &roomId);

private:
    void expire();

    struct Lease
    {
        protocol::TypingUser user;
        qint64 until = 0;
    };

    Connection &m_connection;
    const Clock &m_clock;
    QTimer m_idle;
    QTimer m_expiry;
    QString m_room;
    qint64 m_saidAt = 0;
    QMap<QString, QList<Lease>> m_leases;
};

} // namespace hearth::app
