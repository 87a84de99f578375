#include "app/models/activitymodel.h"

#include "app/models/bidi.h"
#include "app/models/timetext.h"

namespace hearth::app {

using protocol::Notification;
using protocol::NotificationType;

namespace {

//! Why, and where: "named you in Engine room".
QString reasonText(const Notification &notification)
{
    QString room = safeName(notification.title.value_or(QString()));
    switch (notification.type) {
    case NotificationType::Direct:
        return ActivityModel::tr("wrote to you");
    case NotificationType::Mention:
        return room.isEmpty() ? ActivityModel::tr("named you")
                              : ActivityModel::tr("named you in %1").arg(room);
    case NotificationType::Reply:
        return room.isEmpty() ? ActivityModel::tr("answered you")
                              : ActivityModel::tr("answered you in %1").arg(room);
    case NotificationType::Keyword:
        return ActivityModel::tr("used a keyword of yours in %1").arg(room);
    case NotificationType::Message:
        return ActivityModel::tr("wrote in %1").arg(room);
    case NotificationType::Invitation:
        return ActivityModel::tr("added you to %1").arg(room);
    case NotificationType::Alert:
        return ActivityModel::tr("raised an alarm in %1").arg(room);
    }
    return room;
}

} // namespace

void ActivityModel::setRows(const QList<Notification> &rows, qint64 now)
{
    beginResetModel();
    m_rows = rows;
    m_now = now;
    endResetModel();
    Q_EMIT countChanged();
}

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Notification &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case AuthorRole:
        return safeName(row.username);
    case AuthorIdRole:
        return row.userId;
    case ReasonRole:
        return reasonText(row);
    case TextRole:
        return safeName(row.content);
    case AgoRole:
        return agoText(row.createdAt, m_now);
    case UnreadRole:
        return !row.read.value_or(false);
    default:
        return {};
    }
}

QHash<int, QByteArray> ActivityModel::roleNames() const
{
    return {{AuthorRole, "author"}, {AuthorIdRole, "authorId"}, {ReasonRole, "reason"}, {TextRole, "excerpt"},
        {AgoRole, "ago"}, {UnreadRole, "isUnread"}};
}

} // namespace hearth::app
