#include "app/store/notificationstore.h"

#include <algorithm>

namespace hearth::app {

using protocol::Notification;
using protocol::NotificationType;

namespace {

QString nameOf(NotificationType type)
{
    return QString::fromLatin1(protocol::enumNames(type).at(size_t(type)));
}

NotificationType typeOf(const QString &name)
{
    const auto names = protocol::enumNames(NotificationType{});
    const auto found =
        std::ranges::find_if(names, [&](const char *each) { return name == QLatin1String(each); });
    return found == names.end() ? NotificationType::Alert : NotificationType(found - names.begin());
}

std::optional<QString> given(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

Notification notificationFrom(const QSqlQuery &row)
{
    Notification out;
    out.id = QLatin1Char('n') + row.value(0).toString();
    out.type = typeOf(row.value(1).toString());
    out.roomId = given(row.value(2).toString());
    out.messageId = given(row.value(3).toString());
    out.userId = row.value(4).toString();
    out.username = row.value(5).toString();
    out.title = given(row.value(6).toString());
    out.content = row.value(7).toString();
    out.createdAt = row.value(8).toLongLong();
    if (row.value(9).toBool())
        out.read = true;
    return out;
}

} // namespace

qint64 notificationPosition(const QString &id)
{
    return id.startsWith(QLatin1Char('n')) ? std::max<qint64>(0, id.mid(1).toLongLong()) : 0;
}

QList<Notification> NotificationStore::newest() const
{
    QList<Notification> out;
    m_database.run(QStringLiteral("notifications.newest"), {kept},
        [&out](const QSqlQuery &row) { out += notificationFrom(row); });
    return out;
}

int NotificationStore::unreadCount() const
{
    int count = 0;
    m_database.run(QStringLiteral("notifications.unread"), {},
        [&count](const QSqlQuery &row) { count = row.value(0).toInt(); });
    return count;
}

bool NotificationStore::add(const Notification &notification)
{
    bool isNew = true;
    m_database.run(QStringLiteral("notifications.has"), {notificationPosition(notification.id)},
        [&isNew](const QSqlQuery &) { isNew = false; });
    save(notification);
    return isNew;
}

qint64 NotificationStore::lastPosition() const
{
    qint64 last = 0;
    m_database.run(QStringLiteral("notifications.last"), {},
        [&last](const QSqlQuery &row) { last = row.value(0).toLongLong(); });
    return last;
}

QList<Notification> NotificationStore::setNewest(const QList<Notification> &page, int limit, qint64 asked)
{
    QList<Notification> fresh;
    m_database.transaction([&] {
        QSet<QString> known;
        for (const Notification &each : newest())
            known.insert(each.id);
        const qint64 from = page.size() < limit || page.isEmpty() ? 0 : notificationPosition(page.last().id);
        const qint64 upTo = page.isEmpty() ? asked : std::max(asked, notificationPosition(page.first().id));
        m_database.run(QStringLiteral("notifications.remove_between"), {from, upTo});
        for (const Notification &each : page) {
            save(each);
            if (!known.contains(each.id))
                fresh.prepend(each);
        }
        return m_database.run(QStringLiteral("notifications.prune"), {kept});
    });
    return fresh;
}

void NotificationStore::setRead(const QList<QString> &ids)
{
    m_database.transaction([&] {
        return std::ranges::all_of(ids, [this](const QString &id) {
            return m_database.run(QStringLiteral("notifications.read"), {notificationPosition(id)});
        });
    });
}

void NotificationStore::save(const Notification &notification)
{
    // An empty text is not NULL, whatever QString says about it.
    const auto text = [](const QString &given) { return given.isNull() ? QStringLiteral("") : given; };
    m_database.runNamed(QStringLiteral("notifications.save"),
        {{QStringLiteral(":position"), notificationPosition(notification.id)},
            {QStringLiteral(":type"), nameOf(notification.type)},
            {QStringLiteral(":room"), text(notification.roomId.value_or(QString()))},
            {QStringLiteral(":message"), text(notification.messageId.value_or(QString()))},
            {QStringLiteral(":user"), text(notification.userId)},
            {QStringLiteral(":username"), text(notification.username)},
            {QStringLiteral(":title"), text(notification.title.value_or(QString()))},
            {QStringLiteral(":content"), text(notification.content)},
            {QStringLiteral(":at"), notification.createdAt},
            {QStringLiteral(":read"), notification.read.value_or(false)}});
}

} // namespace hearth::app
