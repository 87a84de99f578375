#include "app/sync/notifications.h"

#include <QSet>

#include <algorithm>

namespace hearth::app {

using protocol::Notification;
using protocol::NotificationLevel;

namespace {
//! As many as the server gives at once.
constexpr int pageSize = 100;
} // namespace

Notifications::Notifications(Connection &connection, RestClient &rest, Database &database, QObject *parent)
    : QObject(parent), m_connection(connection), m_rest(rest), m_store(database)
{}

void Notifications::refresh()
{
    const qint64 asked = m_store.lastPosition();
    m_rest.notifications(pageSize, [self = QPointer(this), asked](const Result<QList<Notification>> &page) {
        if (!self || !page)
            return; // the next connection asks again
        QSet<QString> unread;
        for (const Notification &each : self->newest()) {
            if (!each.read)
                unread.insert(each.id);
        }
        QList<Notification> fresh = self->m_store.setNewest(*page, pageSize, asked);
        fresh.removeIf([](const Notification &each) { return each.read.value_or(false); });
        for (const Notification &each : self->newest()) {
            if (!each.read)
                unread.remove(each.id);
        }
        Q_EMIT self->changed();
        if (!unread.isEmpty())
            Q_EMIT self->cleared(unread.values());
        if (!fresh.isEmpty())
            Q_EMIT self->arrived(fresh);
    });
    m_rest.notificationSettings(
        [self = QPointer(this)](const Result<protocol::NotificationSettingsChanged> &settings) {
            if (self && settings)
                self->show(*settings);
        });
}

void Notifications::take(const protocol::NotificationNew &event)
{
    if (!m_store.add(event))
        return;
    Q_EMIT changed();
    Q_EMIT arrived({event});
}

void Notifications::take(const protocol::NotificationCleared &event)
{
    m_store.setRead(event.ids);
    Q_EMIT changed();
    Q_EMIT cleared(event.ids);
}

void Notifications::take(const protocol::NotificationSettingsChanged &event)
{
    show(event);
}

void Notifications::show(const protocol::NotificationSettingsChanged &settings)
{
    if (settings == m_settings)
        return;
    m_settings = settings;
    Q_EMIT settingsChanged();
}

NotificationLevel Notifications::level(const QString &roomId) const
{
    const auto found = std::ranges::find(m_settings.levels, roomId, &protocol::RoomLevel::roomId);
    return found == m_settings.levels.end() ? NotificationLevel::Mentions : found->level;
}

void Notifications::setRead(const QList<QString> &ids)
{
    if (ids.isEmpty())
        return;
    // Told, not asked: where that is lost, they are unread again after the next refresh.
    if (m_connection.isOpen())
        m_connection.tell(protocol::NotificationRead{ids, {}, {}, {}});
    take(protocol::NotificationCleared{ids});
}

void Notifications::setAllRead()
{
    if (m_connection.isOpen())
        m_connection.tell(protocol::NotificationRead{{}, {}, {}, true});
    QList<QString> ids;
    for (const Notification &each : newest()) {
        if (!each.read)
            ids += each.id;
    }
    take(protocol::NotificationCleared{ids});
}

void Notifications::setLevel(const QString &roomId, NotificationLevel level)
{
    protocol::NotificationSettingsChanged now = m_settings;
    now.levels.removeIf([&roomId](const protocol::RoomLevel &each) { return each.roomId == roomId; });
    if (level != NotificationLevel::Mentions)
        now.levels += {roomId, level};
    show(now);
    put(QStringLiteral("/api/rooms/%1/notifications").arg(roomId),
        {{QStringLiteral("level"), protocol::encode(level)}});
}

void Notifications::setSettings(const protocol::NotificationSettings &settings)
{
    show({settings, m_settings.levels});
    put(QStringLiteral("/api/notifications/settings"), protocol::encodeObject(settings));
}

void Notifications::put(const QString &path, const QJsonObject &body)
{
    m_rest.putNotifications(
        path, body, [self = QPointer(this)](const Result<protocol::NotificationSettingsChanged> &settings) {
            if (!self)
                return;
            if (settings)
                return self->show(*settings);
            Q_EMIT self->failed(settings.error().message);
            self->refresh();
        });
}

} // namespace hearth::app
