#pragma once

#include "app/net/connection.h"
#include "app/net/restclient.h"
#include "app/store/notificationstore.h"
#include "shared/protocol/events.h"

#include <QObject>
#include <QPointer>

namespace hearth::app {

//! What the person is notified of, and what they want to be: takes what the server says into the store, asks
//! for what was missed, and tells of each once, however it came.
class Notifications : public QObject
{
    Q_OBJECT

public:
    Notifications(Connection &connection, RestClient &rest, Database &database, QObject *parent = nullptr);

    //! After each new connection.
    void refresh();
    //! Whether the event was one of these.
    void take(const protocol::NotificationNew &event);
    void take(const protocol::NotificationCleared &event);
    void take(const protocol::NotificationSettingsChanged &event);

    //! The newest first.
    [[nodiscard]] QList<protocol::Notification> newest() const { return m_store.newest(); }
    [[nodiscard]] int unreadCount() const { return m_store.unreadCount(); }
    [[nodiscard]] const protocol::NotificationSettings &settings() const { return m_settings; }
    [[nodiscard]] protocol::NotificationLevel level(const QString &roomId) const;

    void setRead(const QList<QString> &ids);
    void setAllRead();
    //! At once here, and once the server has answered everywhere; a refusal takes it back.
    void setLevel(const QString &roomId, protocol::NotificationLevel level);
    void setSettings(const protocol::NotificationSettings &settings);

Q_SIGNALS:
    //! Unread ones that were not here before, oldest first.
    void arrived(const QList<hearth::protocol::Notification> &notifications);
    //! Read, or gone with their message.
    void cleared(const QList<QString> &ids);
    //! The list, or how many are unread.
    void changed();
    void settingsChanged();
    void failed(const QString &reason);

private:
    void show(const protocol::NotificationSettingsChanged &settings);
    void put(const QString &path, const QJsonObject &body);

    Connection &m_connection;
    RestClient &m_rest;
    NotificationStore m_store;
    protocol::NotificationSettingsChanged m_settings;
};

} // namespace hearth::app
