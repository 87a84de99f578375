#include "app/viewmodels/dashboardlist.h"

#include "app/models/bidi.h"

#include <algorithm>

namespace hearth::app {

void DashboardList::setRows(QList<protocol::Dashboard> dashboards)
{
    std::ranges::stable_sort(
        dashboards, [](const protocol::Dashboard &one, const protocol::Dashboard &other) {
            return one.name.toCaseFolded().localeAwareCompare(other.name.toCaseFolded()) < 0;
        });
    QList<Row> rows;
    for (const protocol::Dashboard &each : std::as_const(dashboards))
        rows += Row{each.id, safeName(each.name)};
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = rows;
    endResetModel();
    Q_EMIT countChanged();
}

void DashboardList::setCurrent(const QString &dashboardId)
{
    m_current = dashboardId;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(count() - 1), {IsCurrentRole});
}

QString DashboardList::idAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows.at(row).id : QString();
}

QString DashboardList::idOf(const QString &nameOrId) const
{
    for (const Row &each : m_rows) {
        if (each.id == nameOrId || each.name.compare(nameOrId.trimmed(), Qt::CaseInsensitive) == 0)
            return each.id;
    }
    return {};
}

int DashboardList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant DashboardList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case DashboardIdRole:
        return row.id;
    case Qt::DisplayRole:
    case NameRole:
        return row.name;
    case IsCurrentRole:
        return row.id == m_current;
    default:
        return {};
    }
}

QHash<int, QByteArray> DashboardList::roleNames() const
{
    return {{DashboardIdRole, "dashboardId"}, {NameRole, "name"}, {IsCurrentRole, "isCurrent"}};
}

} // namespace hearth::app
