#include "app/models/publicroomsmodel.h"

#include "app/models/bidi.h"

#include <algorithm>

namespace hearth::app {

void PublicRoomsModel::setRows(QList<Row> rows)
{
    std::ranges::sort(rows, [](const Row &a, const Row &b) { return a.name.localeAwareCompare(b.name) < 0; });
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT countChanged();
}

void PublicRoomsModel::remove(const QString &roomId)
{
    const auto it = std::ranges::find(m_rows, roomId, &Row::roomId);
    if (it == m_rows.end())
        return;
    const int at = int(it - m_rows.begin());
    beginRemoveRows({}, at, at);
    m_rows.removeAt(at);
    endRemoveRows();
    Q_EMIT countChanged();
}

int PublicRoomsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant PublicRoomsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case RoomIdRole:
        return row.roomId;
    case Qt::DisplayRole:
    case NameRole:
        return safeName(row.name);
    case TopicRole:
        return safeName(row.topic);
    default:
        return {};
    }
}

QHash<int, QByteArray> PublicRoomsModel::roleNames() const
{
    return {{RoomIdRole, "roomId"}, {NameRole, "name"}, {TopicRole, "topic"}};
}

} // namespace hearth::app
