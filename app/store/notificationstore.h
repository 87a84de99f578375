#pragma once

#include "app/outbox/database.h"
#include "shared/protocol/notification.h"

#include <QSet>

namespace hearth::app {

//! What the person was notified of lately, on disk: the newest `kept`.
class NotificationStore
{
public:
    static constexpr int kept = 200;

    explicit NotificationStore(Database &database) : m_database(database) {}

    //! The newest first.
    [[nodiscard]] QList<protocol::Notification> newest() const;
    [[nodiscard]] int unreadCount() const;
    //! False where it was here before: it is told once.
    bool add(const protocol::Notification &notification);
    //! The server's newest page, newest first, of at most `limit`: what is not in it, and would be, is gone.
    //! `asked`: the last position when it was asked for; what came after that stays. Returns those that are
    //! new here, oldest first.
    QList<protocol::Notification> setNewest(
        const QList<protocol::Notification> &page, int limit, qint64 asked);
    [[nodiscard]] qint64 lastPosition() const;
    void setRead(const QList<QString> &ids);

private:
    void save(const protocol::Notification &notification);

    Database &m_database;
};

//! The number in a notification's id; 0 for what is no such id.
[[nodiscard]] qint64 notificationPosition(const QString &id);

} // namespace hearth::app
