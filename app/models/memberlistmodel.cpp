#include "app/models/memberlistmodel.h"

#include "app/models/bidi.h"
#include "app/models/timetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace hearth::app {

namespace {

bool isHere(const MemberRecord &row)
{
    return row.presence != unknownPresence && row.presence != int(protocol::Presence::Offline);
}

bool isBefore(const MemberRecord &a, const MemberRecord &b)
{
    if (isHere(a) != isHere(b))
        return isHere(a);
    const int names = a.displayName.localeAwareCompare(b.displayName);
    return names != 0 ? names < 0 : a.userId < b.userId;
}

QString roleName(int role)
{
    const auto names = protocol::enumNames(protocol::Role());
    return QLatin1String(names[size_t(std::clamp(role, 0, int(names.size()) - 1))]);
}

} // namespace

QString statusText(int presence, qint64 lastSeen, qint64 nowMs)
{
    if (presence == unknownPresence)
        return QCoreApplication::translate("Presence", "not known while offline");
    switch (protocol::Presence(presence)) {
    case protocol::Presence::Online:
        return QCoreApplication::translate("Presence", "online");
    case protocol::Presence::Away:
        return QCoreApplication::translate("Presence", "away");
    case protocol::Presence::Busy:
        return QCoreApplication::translate("Presence", "busy");
    case protocol::Presence::Invisible:
        return QCoreApplication::translate("Presence", "invisible");
    case protocol::Presence::Offline:
        break;
    }
    if (lastSeen <= 0 || nowMs <= 0)
        return QCoreApplication::translate("Presence", "offline");
    return QCoreApplication::translate("Presence", "last seen %1").arg(agoText(lastSeen, nowMs));
}

MemberListModel::MemberListModel(QString selfId, QObject *parent)
    : QAbstractListModel(parent), m_selfId(std::move(selfId))
{}

int MemberListModel::onlineCount() const
{
    return int(std::ranges::count_if(m_rows, isHere));
}

void MemberListModel::setRows(QList<MemberRecord> rows)
{
    std::ranges::sort(rows, isBefore);
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT countChanged();
}

void MemberListModel::setPresence(const QString &userId, int presence, qint64 lastSeen)
{
    const auto it = std::ranges::find(m_rows, userId, &MemberRecord::userId);
    if (it == m_rows.end())
        return;
    const int from = int(it - m_rows.begin());
    it->presence = presence;
    it->lastSeen = std::max(it->lastSeen, lastSeen);
    Q_EMIT dataChanged(index(from), index(from), {PresenceRole, StatusTextRole});
    const MemberRecord row = m_rows.at(from);
    int to = 0;
    for (int i = 0; i < count(); ++i)
        to += i != from && isBefore(m_rows.at(i), row) ? 1 : 0;
    if (to != from && beginMoveRows({}, from, from, {}, to > from ? to + 1 : to)) {
        m_rows.move(from, to);
        endMoveRows();
    }
    Q_EMIT countChanged();
}

void MemberListModel::setNow(qint64 nowMs)
{
    m_nowMs = nowMs;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(count() - 1), {StatusTextRole});
}

int MemberListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant MemberListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MemberRecord &row = m_rows.at(index.row());
    switch (role) {
    case UserIdRole:
        return row.userId;
    case UsernameRole:
        return safeName(row.username);
    case Qt::DisplayRole:
    case DisplayNameRole:
        return safeName(row.displayName);
    case PresenceRole:
        return row.presence;
    case StatusTextRole:
        return statusText(row.presence, row.lastSeen, m_nowMs);
    case IsSelfRole:
        return row.userId == m_selfId;
    case RoomRoleRole:
        return roleName(row.role);
    default:
        return {};
    }
}

QHash<int, QByteArray> MemberListModel::roleNames() const
{
    return {{UserIdRole, "userId"}, {UsernameRole, "username"}, {DisplayNameRole, "displayName"},
        {PresenceRole, "presence"}, {StatusTextRole, "statusText"}, {IsSelfRole, "isSelf"},
        {RoomRoleRole, "roomRole"}};
}

} // namespace hearth::app
