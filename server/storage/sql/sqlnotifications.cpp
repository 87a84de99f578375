#include "server/storage/sql/sqlnotifications.h"

#include "server/storage/mentions.h"
#include "server/storage/sql/statements.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <limits>

namespace hearth::server {

using protocol::Notification;
using protocol::NotificationLevel;
using protocol::NotificationSettings;
using protocol::NotificationType;
using protocol::QuietHours;

namespace {

template <class Enum>
QString nameOf(Enum value)
{
    return QString::fromLatin1(protocol::enumNames(value).at(size_t(value)));
}

//! `otherwise`: for a name that a newer server wrote.
template <class Enum>
Enum enumNamed(const QString &name, Enum otherwise)
{
    const auto names = protocol::enumNames(Enum{});
    const auto found = std::find_if(
        names.begin(), names.end(), [&name](const char *other) { return name == QLatin1String(other); });
    return found == names.end() ? otherwise : Enum(found - names.begin());
}

//! From four columns that hold a person's quiet times.
template <class T>
void readQuiet(const Rows &rows, int first, T &into)
{
    if (!rows.isNull(first))
        into.quietHours = QuietHours{rows.number(first), rows.number(first + 1), rows.number(first + 2)};
    into.quietUntil = rows.numberOrNothing(first + 3);
}

Notification notificationFrom(const Rows &rows)
{
    const auto setIf = [](bool isSet) { return isSet ? std::optional(true) : std::nullopt; };
    return {notificationId(rows.number(0)), enumNamed(rows.text(1), NotificationType::Alert),
        rows.textOrNothing(2), rows.textOrNothing(3), rows.text(4), rows.text(5), rows.textOrNothing(6),
        excerptOf(rows.text(7)), rows.number(8), setIf(rows.flag(9)), setIf(rows.flag(10))};
}

Addressee addresseeFrom(const Rows &rows)
{
    Addressee addressee{rows.text(0), enumNamed(rows.text(1), NotificationLevel::Mentions), {}, {}};
    readQuiet(rows, 2, addressee);
    return addressee;
}

Result<Cleared> clearedFrom(const QString &userId, Result<Rows> rows)
{
    const auto ids = listOf(std::move(rows), [](const Rows &row) { return notificationId(row.number(0)); });
    return ids ? Result(Cleared{userId, *ids}) : ids.error();
}

} // namespace

Result<QList<Reasons>> SqlNotifications::reasonsEach(const QList<protocol::Message> &messages)
{
    QList<Reasons> all;
    const auto valuesOf = [](const protocol::Message &each) {
        return std::make_tuple(each.roomId, each.seq, each.replyTo.value_or(QString()));
    };
    const auto read = [&all](qsizetype, Rows &rows) {
        Reasons &reasons = all.emplace_back();
        while (rows.next()) {
            if (rows.isNull(0))
                reasons.hasKeywords = true;
            else
                reasons.all += Reason{rows.text(0), enumNamed(rows.text(1), NotificationType::Message)};
        }
        return rows.end();
    };
    const auto done = m_statements.runEach("reasons", messages, valuesOf, read);
    return done ? Result(all) : done.error();
}

Result<QList<Reason>> SqlNotifications::keywordReasons(const QStringList &words)
{
    const QByteArray list = QJsonDocument(QJsonArray::fromStringList(words)).toJson(QJsonDocument::Compact);
    return listOf(m_statements.run("keywordReasons", QString::fromUtf8(list)), [](const Rows &row) {
        return Reason{row.text(0), NotificationType::Keyword};
    });
}

Result<QStringList> SqlNotifications::named(const QString &roomId, qint64 seq)
{
    return textsOf(m_statements.run("named", roomId, seq));
}

Result<Done> SqlNotifications::addNamed(const protocol::Message &message, const QStringList &userIds)
{
    for (const QString &userId : userIds) {
        auto done = m_statements.change("addNamed", message.roomId, message.seq, message.userId, userId);
        if (!done)
            return done;
    }
    return Done{};
}

Result<QList<Addressee>> SqlNotifications::addressees(const QString &roomId, const QStringList &userIds)
{
    if (userIds.isEmpty())
        return listOf(m_statements.run("addressees", roomId), addresseeFrom);
    QList<Addressee> all;
    for (const QString &userId : userIds) {
        const auto one = listOf(m_statements.run("addressee", roomId, userId), addresseeFrom);
        if (!one)
            return one.error();
        all += *one;
    }
    return all;
}

Result<std::optional<Notified>> SqlNotifications::add(const NewNotification &notification)
{
    const auto position = m_statements.number("addNotification", notification.userId,
        nameOf(notification.type), notification.roomId, notification.seq, notification.authorId,
        notification.createdAt, notification.isSilent);
    if (!position && position.error().code == ErrorCode::NotFound)
        return std::optional<Notified>(); // the person has one of this message
    if (!position)
        return position.error();
    auto rows = m_statements.run("notificationAt", *position);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return ErrorCode::Internal;
    return std::optional(Notified{notification.userId, notificationFrom(*rows)});
}

Result<Done> SqlNotifications::prune(const QString &userId, int kept)
{
    return m_statements.change("prune", userId, kept);
}

Result<QList<Cleared>> SqlNotifications::removeOf(const QString &roomId, qint64 seq)
{
    return listOf(m_statements.run("removeNotifications", roomId, seq), [](const Rows &row) {
        return Cleared{row.text(0), {notificationId(row.number(1))}};
    });
}

Result<Cleared> SqlNotifications::read(const QString &userId, const QList<QString> &ids)
{
    Cleared cleared{userId, {}};
    for (const QString &id : ids) {
        auto one = clearedFrom(userId, m_statements.run("readOne", userId, notificationPosition(id)));
        if (!one)
            return one;
        cleared.ids += one->ids;
    }
    return cleared;
}

Result<Cleared> SqlNotifications::readRoom(const QString &userId, const QString &roomId, qint64 upTo)
{
    return clearedFrom(userId, m_statements.run("readRoom", userId, roomId, upTo));
}

Result<Cleared> SqlNotifications::readAll(const QString &userId)
{
    return clearedFrom(userId, m_statements.run("readAll", userId));
}

Result<QList<Notification>> SqlNotifications::page(const NotificationQuery &query)
{
    const qint64 before = query.before > 0 ? query.before : std::numeric_limits<qint64>::max();
    return listOf(m_statements.run("notificationPage", query.userId, before, query.onlyUnread, query.limit),
        notificationFrom);
}

Result<QList<Notification>> SqlNotifications::missed(const MissedQuery &query)
{
    return listOf(m_statements.run(
                      "missedNotifications", query.userId, query.after, query.upTo, query.since, query.limit),
        notificationFrom);
}

Result<QList<Notified>> SqlNotifications::after(qint64 position, int limit)
{
    return listOf(m_statements.run("notificationsAfter", position, limit), [](const Rows &row) {
        return Notified{row.text(11), notificationFrom(row)};
    });
}

Result<qint64> SqlNotifications::unreadCount(const QString &userId)
{
    return m_statements.number("unreadNotifications", userId);
}

Result<qint64> SqlNotifications::lastPosition()
{
    return m_statements.number("lastNotification");
}

Result<NotificationSettings> SqlNotifications::settings(const QString &userId)
{
    const auto keywords = textsOf(m_statements.run("keywords", userId));
    if (!keywords)
        return keywords.error();
    NotificationSettings settings{{}, {}, *keywords};
    auto rows = m_statements.run("quiet", userId);
    if (!rows)
        return rows.error();
    if (rows->next())
        readQuiet(*rows, 0, settings);
    const auto end = rows->end();
    return end ? Result(settings) : end.error();
}

Result<Done> SqlNotifications::setSettings(const QString &userId, const NotificationSettings &settings)
{
    const auto hour = [&](qint64 QuietHours::*member) {
        return settings.quietHours ? std::optional((*settings.quietHours).*member) : std::nullopt;
    };
    if (auto done = m_statements.change("setQuiet", userId, hour(&QuietHours::from), hour(&QuietHours::to),
            hour(&QuietHours::utcOffset), settings.quietUntil);
        !done)
        return done;
    if (auto done = m_statements.change("dropKeywords", userId); !done)
        return done;
    for (qsizetype i = 0; i < settings.keywords.size(); ++i) {
        const QString &shown = settings.keywords.at(i);
        if (auto done = m_statements.change("addKeyword", foldedName(shown), userId, i, shown); !done)
            return done;
    }
    return Done{};
}

Result<QList<protocol::RoomLevel>> SqlNotifications::levels(const QString &userId)
{
    return listOf(m_statements.run("levels", userId), [](const Rows &row) {
        return protocol::RoomLevel{row.text(0), enumNamed(row.text(1), NotificationLevel::Mentions)};
    });
}

Result<Done> SqlNotifications::setLevel(const QString &userId, const QString &roomId, NotificationLevel level)
{
    return level == NotificationLevel::Mentions
               ? m_statements.change("dropLevel", roomId, userId)
               : m_statements.change("setLevel", roomId, userId, nameOf(level));
}

} // namespace hearth::server
