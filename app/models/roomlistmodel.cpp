#include "app/models/roomlistmodel.h"

#include "app/models/bidi.h"

#include <algorithm>

namespace hearth::app {

int RoomListModel::unreadTotal() const
{
    qint64 total = 0;
    for (const Row &row : m_rows)
        total += row.room.isDirect() ? row.room.unread : row.room.mentions;
    return int(total);
}

int RoomListModel::find(const QString &roomId) const
{
    const auto it = std::ranges::find(m_rows, roomId, [](const Row &row) { return row.room.id; });
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

void RoomListModel::rank(Row &row) const
{
    row.section = row.room.mentions > 0 || (row.room.isDirect() && row.room.unread > 0) ? Section::NeedsMe
                  : row.room.unread > 0                                                 ? Section::Unread
                                                                                        : Section::Rest;
    row.orderAt = row.section == Section::Rest ? 0 : row.room.lastAt;
}

bool RoomListModel::isBefore(const Row &a, const Row &b)
{
    if (a.section != b.section)
        return a.section < b.section;
    if (a.orderAt != b.orderAt)
        return a.orderAt > b.orderAt;
    const int names = a.room.name.localeAwareCompare(b.room.name);
    return names != 0 ? names < 0 : a.room.id < b.room.id;
}

//! The only row out of its order goes to its place.
void RoomListModel::place(int from)
{
    const Row row = m_rows.at(from);
    int to = 0;
    for (int i = 0; i < count(); ++i)
        to += i != from && isBefore(m_rows.at(i), row) ? 1 : 0;
    if (to != from && beginMoveRows({}, from, from, {}, to > from ? to + 1 : to)) {
        m_rows.move(from, to);
        endMoveRows();
    }
}

void RoomListModel::changed(int row)
{
    Q_EMIT dataChanged(index(row), index(row));
}

void RoomListModel::setRows(QList<Row> rows)
{
    QStringList wanted;
    for (const Row &row : rows)
        wanted += row.room.id;
    for (int i = count() - 1; i >= 0; --i) {
        if (!wanted.contains(m_rows.at(i).room.id))
            remove(m_rows.at(i).room.id);
    }
    for (Row &row : rows)
        setRow(std::move(row));
}

void RoomListModel::setRow(Row row)
{
    const int at = find(row.room.id);
    rank(row);
    if (at < 0) {
        const auto it = std::ranges::find_if(m_rows, [&](const Row &each) { return isBefore(row, each); });
        const int to = int(it - m_rows.begin());
        beginInsertRows({}, to, to);
        m_rows.insert(to, std::move(row));
        endInsertRows();
        Q_EMIT countChanged();
        Q_EMIT unreadTotalChanged();
        return;
    }
    if (row.room.id == m_current) {
        row.section = m_rows.at(at).section;
        row.orderAt = m_rows.at(at).orderAt;
    }
    if (m_rows.at(at) == row)
        return;
    m_rows[at] = std::move(row);
    changed(at);
    place(at);
    Q_EMIT unreadTotalChanged();
}

void RoomListModel::remove(const QString &roomId)
{
    const int at = find(roomId);
    if (at < 0)
        return;
    beginRemoveRows({}, at, at);
    m_rows.removeAt(at);
    endRemoveRows();
    Q_EMIT countChanged();
    Q_EMIT unreadTotalChanged();
}

void RoomListModel::setCurrent(const QString &roomId)
{
    if (m_current == roomId)
        return;
    const int before = find(m_current);
    m_current = roomId;
    if (before >= 0) {
        rank(m_rows[before]);
        changed(before);
        place(before);
    }
    if (const int at = find(roomId); at >= 0)
        changed(at);
}

void RoomListModel::setPresence(const QString &userId, int presence)
{
    for (int i = 0; i < count(); ++i) {
        if (m_rows.at(i).room.directUserId == userId && m_rows.at(i).presence != presence) {
            m_rows[i].presence = presence;
            changed(i);
        }
    }
}

void RoomListModel::setHasDraft(const QString &roomId, bool hasDraft)
{
    const int at = find(roomId);
    if (at < 0 || m_rows.at(at).hasDraft == hasDraft)
        return;
    m_rows[at].hasDraft = hasDraft;
    changed(at);
}

QString RoomListModel::nextUnread(const QString &from, int direction) const
{
    const int size = count();
    const int start = find(from);
    for (int step = 1; step <= size; ++step) {
        const int at = ((start + direction * step) % size + size) % size;
        if (m_rows.at(at).room.unread > 0 && m_rows.at(at).room.id != from)
            return m_rows.at(at).room.id;
    }
    return {};
}

int RoomListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant RoomListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case RoomIdRole:
        return row.room.id;
    case Qt::DisplayRole:
    case NameRole:
        return safeName(row.room.name);
    case TopicRole:
        return safeName(row.room.topic);
    case UnreadRole:
        return int(row.room.unread);
    case MentionsRole:
        return int(row.room.mentions);
    case IsDirectRole:
        return row.room.isDirect();
    case IsPrivateRole:
        return row.room.isPrivate;
    case PresenceRole:
        return row.presence;
    case SectionRole:
        return int(row.section);
    case IsCurrentRole:
        return row.room.id == m_current;
    case HasDraftRole:
        return row.hasDraft;
    default:
        return {};
    }
}

QHash<int, QByteArray> RoomListModel::roleNames() const
{
    return {{RoomIdRole, "roomId"}, {NameRole, "name"}, {TopicRole, "topic"}, {UnreadRole, "unread"},
        {MentionsRole, "mentions"}, {IsDirectRole, "isDirect"}, {IsPrivateRole, "isPrivate"},
        {PresenceRole, "presence"}, {SectionRole, "section"}, {IsCurrentRole, "isCurrent"},
        {HasDraftRole, "hasDraft"}};
}

} // namespace hearth::app
