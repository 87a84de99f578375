#include "app/viewmodels/dashboardrows.h"

namespace hearth::app {

void DashboardRows::setRows(const QList<QStringList> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
    Q_EMIT countChanged();
}

void DashboardRows::set(int row, const QString &key, const QString &text)
{
    const qsizetype at = m_keys.indexOf(key.toLatin1());
    if (at < 0 || row < 0 || row >= count() || m_rows.at(row).at(at) == text)
        return;
    m_rows[row][at] = text;
    Q_EMIT dataChanged(index(row), index(row), {Qt::UserRole + int(at)});
}

void DashboardRows::add()
{
    if (m_rows.size() >= m_most)
        return;
    beginInsertRows({}, count(), count());
    m_rows += QStringList(m_keys.size(), QString());
    endInsertRows();
    Q_EMIT countChanged();
}

void DashboardRows::remove(int row)
{
    if (row < 0 || row >= count())
        return;
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
    Q_EMIT countChanged();
}

QVariant DashboardRows::data(const QModelIndex &index, int role) const
{
    const int at = role - Qt::UserRole;
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || at < 0 || at >= m_keys.size())
        return {};
    return m_rows.at(index.row()).at(at);
}

QHash<int, QByteArray> DashboardRows::roleNames() const
{
    QHash<int, QByteArray> names;
    for (qsizetype i = 0; i < m_keys.size(); ++i)
        names.insert(Qt::UserRole + int(i), m_keys.at(i));
    return names;
}

} // namespace hearth::app
